package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.bpfmaven.linker.CodeOptions;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.linker.OptimizationLevel;
import io.github.bpfmaven.linker.SymbolOptions;
import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.plugin.compile.ClangPool;
import io.github.bpfmaven.plugin.compile.CompileQueue;
import io.github.bpfmaven.plugin.compile.CompileResult;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.constants.ConstantEvaluator;
import io.github.bpfmaven.plugin.constants.Constants;
import io.github.bpfmaven.plugin.constants.NamePattern;
import io.github.bpfmaven.worker.LinkWorker;

/**
 * From sources to objects: every source is compiled for every target, each program is linked as soon as it and the
 * libraries are compiled. Nothing stops at the first error, so that one build shows all of them.
 */
final class ObjectPipeline {
    private final Clang clang;
    private final ClangPool pool;
    private final Optional<Path> precompiledDirectory;
    private final LinkWorker worker;
    private final Path bitcodeDirectory;
    private final ProjectPaths paths;
    private final Function<Source, CompilerFlags> flags;
    private final LinkSettings links;
    private final ConstantEvaluator evaluator;
    private final List<NamePattern> constants;

    /**
     * @param precompiledDirectory for precompiled headers; empty to do without
     * @param paths how sources are called in objects
     * @param flags each source's
     * @param links what goes into links beside the sources, checked
     * @param constants which are evaluated
     */
    ObjectPipeline(
            Clang clang,
            ClangPool pool,
            Optional<Path> precompiledDirectory,
            LinkWorker worker,
            Path bitcodeDirectory,
            ProjectPaths paths,
            Function<Source, CompilerFlags> flags,
            LinkSettings links,
            ConstantEvaluator evaluator,
            List<NamePattern> constants) {
        this.clang = clang;
        this.pool = pool;
        this.precompiledDirectory = precompiledDirectory;
        this.worker = worker;
        this.bitcodeDirectory = bitcodeDirectory;
        this.paths = paths;
        this.flags = flags;
        this.links = links;
        this.evaluator = evaluator;
        this.constants = constants;
    }

    /** Starts everything. The futures fail only for what is not the sources' fault. */
    Run start(Sources sources, List<CompileTarget> targets) throws InvalidConfigurationException {
        var compiles = new CompileQueue(clang, pool, precompiledDirectory).start(units(sources, targets));
        var libraries = new ArrayList<CompletableFuture<CompileResult>>();
        var programs = new ArrayList<CompletableFuture<ProgramResult>>();
        for (var target : targets) {
            var ofTarget = sources.libraries().stream()
                    .map(source -> compiles.get(unit(source, target)))
                    .toList();
            libraries.addAll(ofTarget);
            var compiled = links.inputs(target.byteOrder());
            for (var source : sources.programs()) {
                programs.add(link(compiles.get(unit(source, target)), ofTarget, compiled)
                        .thenCombine(constants(source, target), ProgramResult::withConstants));
            }
        }
        return new Run(libraries, programs);
    }

    /** One target after the other, so that the first objects are linked while the second target compiles. */
    private List<CompileUnit> units(Sources sources, List<CompileTarget> targets) {
        return targets.stream()
                .flatMap(target -> Stream.concat(sources.libraries().stream(), sources.programs().stream())
                        .map(source -> unit(source, target)))
                .toList();
    }

    private CompileUnit unit(Source source, CompileTarget target) {
        var bitcode = bitcodeDirectory.resolve(source.path().replaceFirst("\\.c$", "_" + target.suffix() + ".bc"));
        return new CompileUnit(source, target, flags.apply(source), bitcode);
    }

    private CompletableFuture<Constants> constants(Source source, CompileTarget target) {
        return constants.isEmpty()
                ? CompletableFuture.completedFuture(Constants.NONE)
                : pool.submit(() -> evaluator.evaluate(unit(source, target), constants));
    }

    private CompletableFuture<ProgramResult> link(
            CompletableFuture<CompileResult> compiled,
            List<CompletableFuture<CompileResult>> librarySources,
            List<LinkInput> compiledLibraries) {
        return CompletableFuture.allOf(librarySources.toArray(CompletableFuture[]::new))
                .thenCombine(compiled, (done, result) -> result)
                .thenCompose(result -> {
                    var sources =
                            librarySources.stream().map(CompletableFuture::join).toList();
                    if (!result.succeeded() || !sources.stream().allMatch(CompileResult::succeeded)) {
                        return CompletableFuture.completedFuture(
                                new ProgramResult(result, Optional.empty(), Constants.NONE));
                    }
                    var libraries = new ArrayList<LinkInput>();
                    sources.forEach(library -> libraries.add(input(library)));
                    libraries.addAll(compiledLibraries);
                    return worker.link(linkRequest(result, libraries))
                            .thenApply(link -> new ProgramResult(result, Optional.of(link), Constants.NONE));
                });
    }

    private LinkRequest linkRequest(CompileResult program, List<LinkInput> libraries) {
        var unit = program.unit();
        return new LinkRequest(
                paths.name(unit.source()),
                List.of(input(program)),
                libraries,
                Optional.of(unit.target().byteOrder()),
                // CPU and features are what clang has put into the bitcode: an argument of the user's may have changed
                // them.
                LinkOptions.DEFAULT
                        .withSymbols(SymbolOptions.DEFAULT.withExports(links.exports()))
                        .withCode(CodeOptions.builder()
                                .compiledAt(OptimizationLevel.of(unit.flags().optimization())
                                        .orElseThrow())
                                .build()),
                clang.sourceRoots());
    }

    private LinkInput input(CompileResult result) {
        return new LinkInput.InFile(
                paths.name(result.unit().source()), result.unit().bitcode());
    }

    /**
     * What is under way.
     *
     * @param libraries in the order target, source
     * @param programs likewise
     */
    record Run(List<CompletableFuture<CompileResult>> libraries, List<CompletableFuture<ProgramResult>> programs) {}

    /**
     * What came of one program for one target.
     *
     * @param compile clang's part
     * @param link the linker's; empty if something didn't compile
     * @param constants the source's
     */
    record ProgramResult(CompileResult compile, Optional<LinkResult> link, Constants constants) {
        ProgramResult withConstants(Constants found) {
            return new ProgramResult(compile, link, found);
        }
    }
}
