package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.constants.Constants;
import io.github.bpfmaven.plugin.render.Look;
import io.github.bpfmaven.toolchain.ToolchainException;

/**
 * From sources to objects: every source is compiled for every target, each program is linked as soon as it and the
 * libraries are compiled, and its object looked into; of all that, what has not been done before. Nothing stops at the first error, so that one build shows
 * all of them.
 */
final class ObjectPipeline {
    private final CompileStep compiles;
    private final LinkStep links;
    private final LookStep looks;
    private final ConstantStep constants;
    private final Path bitcodeDirectory;
    private final Function<Source, CompilerFlags> flags;

    /** @param flags each source's */
    ObjectPipeline(
            CompileStep compiles,
            LinkStep links,
            LookStep looks,
            ConstantStep constants,
            Path bitcodeDirectory,
            Function<Source, CompilerFlags> flags) {
        this.compiles = compiles;
        this.links = links;
        this.looks = looks;
        this.constants = constants;
        this.bitcodeDirectory = bitcodeDirectory;
        this.flags = flags;
    }

    /** Starts everything. The futures fail only for what is not the sources' fault. */
    Run start(Sources sources, List<CompileTarget> targets, Progress progress) throws ToolchainException {
        var compiled = compiles.start(units(sources, targets));
        var libraries = new ArrayList<CompletableFuture<Compiled>>();
        var programs = new ArrayList<CompletableFuture<ProgramResult>>();
        var variants = new LinkedHashMap<Source, List<CompletableFuture<ProgramResult>>>();
        for (var target : targets) {
            var ofTarget = sources.libraries().stream()
                    .map(source -> compiled.get(unit(source, target)))
                    .toList();
            libraries.addAll(ofTarget);
            for (var source : sources.programs()) {
                var program = compiled.get(unit(source, target));
                var result = link(program, ofTarget).thenCombine(constants.of(program), ProgramResult::withConstants);
                programs.add(result);
                variants.computeIfAbsent(source, none -> new ArrayList<>()).add(result);
            }
        }
        progress.compiles(compiled.values());
        progress.links(programs);
        return new Run(libraries, programs, variants);
    }

    /** One target after the other, so that the first objects are linked while the second target compiles. */
    List<CompileUnit> units(Sources sources, List<CompileTarget> targets) {
        return targets.stream()
                .flatMap(target -> Stream.concat(sources.libraries().stream(), sources.programs().stream())
                        .map(source -> unit(source, target)))
                .toList();
    }

    private CompileUnit unit(Source source, CompileTarget target) {
        // A source of the main code is beside the source directory.
        var below = source.path().replace("../", "up/");
        var name = below.endsWith(".c") ? below.substring(0, below.length() - ".c".length()) : below;
        var bitcode = bitcodeDirectory.resolve(name + "_" + target.suffix() + ".bc");
        return new CompileUnit(source, target, flags.apply(source), bitcode);
    }

    private CompletableFuture<ProgramResult> link(
            CompletableFuture<Compiled> compiled, List<CompletableFuture<Compiled>> librarySources) {
        return CompletableFuture.allOf(librarySources.toArray(CompletableFuture[]::new))
                .thenCombine(compiled, (done, program) -> program)
                // Not on the thread that hands all of this over: after a clean there are objects of the cache to be
                // read.
                .thenComposeAsync(program -> {
                    var libraries =
                            librarySources.stream().map(CompletableFuture::join).toList();
                    return program.succeeded() && libraries.stream().allMatch(Compiled::succeeded)
                            ? links.link(program, libraries).thenCompose(link -> looked(program, link))
                            : CompletableFuture.completedFuture(
                                    new ProgramResult(program, Optional.empty(), Optional.empty(), Constants.NONE));
                });
    }

    private CompletableFuture<ProgramResult> looked(Compiled program, LinkOutcome link) {
        return looks.look(program.unit(), link)
                .thenApply(look -> new ProgramResult(program, Optional.of(link), look, Constants.NONE));
    }

    /**
     * What is under way.
     *
     * @param libraries in the order target, source
     * @param programs likewise
     * @param variants the same programs by source, each for the targets in their order
     */
    record Run(
            List<CompletableFuture<Compiled>> libraries,
            List<CompletableFuture<ProgramResult>> programs,
            Map<Source, List<CompletableFuture<ProgramResult>>> variants) {}

    /**
     * What came of one program for one target.
     *
     * @param compile clang's part
     * @param link the linker's; empty if something didn't compile
     * @param look into its object; empty if there is none, or all that counts is known
     * @param constants the source's
     */
    record ProgramResult(Compiled compile, Optional<LinkOutcome> link, Optional<Look> look, Constants constants) {
        ProgramResult withConstants(Constants found) {
            return new ProgramResult(compile, link, look, found);
        }
    }
}
