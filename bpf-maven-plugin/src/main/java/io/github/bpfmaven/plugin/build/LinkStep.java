package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.bpfmaven.linker.CodeOptions;
import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.linker.LinkOptions;
import io.github.bpfmaven.linker.LinkRequest;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.linker.LinkedSymbol;
import io.github.bpfmaven.linker.OptimizationLevel;
import io.github.bpfmaven.linker.SymbolOptions;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.incremental.CompileRecord;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.incremental.LinkKey;
import io.github.bpfmaven.plugin.incremental.LinkResults;
import io.github.bpfmaven.plugin.incremental.UnitId;
import io.github.bpfmaven.toolchain.ToolchainException;

/** Links what has not been linked before. */
final class LinkStep {
    private final BuildTools tools;
    private final CompileStep compiles;
    private final ProjectPaths paths;
    private final LinkSettings settings;
    private final LinkResults results;
    private final FileDigests digests;
    private final String linker;
    private final Function<CompileUnit, List<Path>> places;
    private final Function<CompileUnit, Path> waitingPlace;
    private final Rebuilds rebuilds;

    /**
     * @param settings what goes into links beside the sources, checked
     * @param linker which linker this is
     * @param places where a unit's object may be
     * @param waitingPlace where it waits for the others
     */
    LinkStep(
            BuildTools tools,
            CompileStep compiles,
            ProjectPaths paths,
            LinkSettings settings,
            LinkResults results,
            FileDigests digests,
            String linker,
            Function<CompileUnit, List<Path>> places,
            Function<CompileUnit, Path> waitingPlace,
            Rebuilds rebuilds) {
        this.tools = tools;
        this.compiles = compiles;
        this.paths = paths;
        this.settings = settings;
        this.results = results;
        this.digests = digests;
        this.linker = linker;
        this.places = places;
        this.waitingPlace = waitingPlace;
        this.rebuilds = rebuilds;
    }

    /**
     * Links a program that was compiled, with libraries that were.
     *
     * @param libraries of the same target
     */
    CompletableFuture<LinkOutcome> link(Compiled program, List<Compiled> libraries) {
        try {
            var files = settings.inputs(program.unit().target().byteOrder());
            var key = key(program, libraries, files);
            var id = UnitId.of(program.unit());
            if (isComplete(program) && libraries.stream().allMatch(LinkStep::isComplete)) {
                var before = before(program, key);
                if (before.isPresent()) {
                    return CompletableFuture.completedFuture(before.get());
                }
            }
            rebuilds.link(id, () -> results.why(id, key, objectName(program.unit())));
            return now(program, libraries, files);
        } catch (InvalidConfigurationException goneSinceItWasChecked) {
            return CompletableFuture.failedFuture(
                    new CompletionException(new IOException(goneSinceItWasChecked.getMessage())));
        } catch (IOException failure) {
            return CompletableFuture.failedFuture(new CompletionException(failure));
        }
    }

    private boolean hold(List<LinkInput> files) {
        return files.stream()
                .noneMatch(file -> file instanceof LinkInput.InFile inFile && digests.hasChanged(inFile.path()));
    }

    private static boolean isComplete(Compiled compiled) {
        return compiled.record().filter(CompileRecord::isComplete).isPresent();
    }

    private Optional<LinkOutcome> before(Compiled program, LinkKey key) throws IOException {
        var id = UnitId.of(program.unit());
        var local = results.find(id, key);
        if (local.isPresent()) {
            var digest = local.get().object();
            for (var place : places.apply(program.unit())) {
                if (digests.of(place).filter(digest::equals).isPresent()) {
                    results.keep(id, local.get());
                    return Optional.of(new LinkOutcome.Before(local.get(), ObjectContent.in(place, digest)));
                }
            }
        }
        var linked = results.findShared(key);
        if (linked.isEmpty()) {
            return Optional.empty();
        }
        var record = linked.get().record();
        results.keep(id, record);
        var content = ObjectContent.waiting(
                waitingPlace.apply(program.unit()), linked.get().object(), record.object());
        return Optional.of(new LinkOutcome.Before(record, content));
    }

    private CompletableFuture<LinkOutcome> now(Compiled program, List<Compiled> libraries, List<LinkInput> files) {
        var bitcode = new ArrayList<CompletableFuture<Compiled>>();
        bitcode.add(compiles.withBitcode(program));
        libraries.forEach(library -> bitcode.add(compiles.withBitcode(library)));
        return CompletableFuture.allOf(bitcode.toArray(CompletableFuture[]::new))
                .thenCompose(done -> {
                    var all = bitcode.stream().map(CompletableFuture::join).toList();
                    if (!all.stream().allMatch(Compiled::succeeded)) {
                        throw new CompletionException(
                                new IOException(
                                        program.unit().source()
                                                + " was compiled before and now can't be: was a file changed just now? Build again"));
                    }
                    return linked(all.get(0), all.subList(1, all.size()), files);
                });
    }

    private CompletableFuture<LinkOutcome> linked(Compiled program, List<Compiled> libraries, List<LinkInput> files) {
        try {
            // Not the key from before: what had to be compiled again may have become something else.
            var key = key(program, libraries, files);
            var inputs = new ArrayList<LinkInput>();
            libraries.forEach(library -> inputs.add(input(library)));
            inputs.addAll(files);
            var request = new LinkRequest(
                    paths.name(program.unit().source()),
                    List.of(input(program)),
                    inputs,
                    Optional.of(program.unit().target().byteOrder()),
                    options(program.unit()),
                    tools.clang().sourceRoots());
            var compiled = new ArrayList<>(libraries);
            compiled.add(program);
            return tools.worker()
                    .link(request)
                    .thenApply(result ->
                            outcome(program.unit(), key, result, () -> compiles.held(compiled) && hold(files)));
        } catch (ToolchainException failure) {
            throw new CompletionException(failure);
        }
    }

    private LinkOutcome outcome(CompileUnit unit, LinkKey key, LinkResult result, BooleanSupplier holds) {
        if (result instanceof LinkResult.Linked linked) {
            try {
                var inputs = linked.symbols().stream().map(LinkedSymbol::input).collect(Collectors.toSet());
                var content = ObjectContent.waiting(waitingPlace.apply(unit), linked.output());
                return new LinkOutcome.Now(key, inputs, content, linked.diagnostics(), holds);
            } catch (IOException failure) {
                throw new CompletionException(failure);
            }
        }
        return new LinkOutcome.Failed(result.diagnostics());
    }

    private LinkOptions options(CompileUnit unit) {
        // CPU and features are what clang has put into the bitcode: an argument of the user's may have changed them.
        return LinkOptions.DEFAULT
                .withSymbols(SymbolOptions.DEFAULT.withExports(settings.exports()))
                .withCode(CodeOptions.builder()
                        .compiledAt(OptimizationLevel.of(unit.flags().optimization())
                                .orElseThrow())
                        .build());
    }

    private LinkInput input(Compiled compiled) {
        return new LinkInput.InFile(
                paths.name(compiled.unit().source()), compiled.unit().bitcode());
    }

    private LinkKey key(Compiled program, List<Compiled> libraries, List<LinkInput> files) {
        var unit = program.unit();
        var options = new Fingerprint()
                .add(linker)
                .add(paths.name(unit.source()))
                .add(unit.target().suffix())
                .add(unit.flags().optimization())
                .addAll(settings.exports().stream().sorted().toList());
        var code = new ArrayList<LinkKey.Library>();
        for (var library : libraries) {
            var record = library.record().orElseThrow();
            var content = record.content();
            code.add(new LinkKey.Library(
                    paths.name(library.unit().source()),
                    content,
                    record.symbols().isEmpty() ? content : "defines " + record.symbols()));
        }
        for (var file : files) {
            // Whole: what is wrong with a file is said whether it is needed or not.
            var digest = file instanceof LinkInput.InFile inFile
                    ? digests.of(inFile.path()).orElse("")
                    : "";
            code.add(new LinkKey.Library(file.name(), digest, digest));
        }
        return new LinkKey(
                options.hex(), program.record().map(CompileRecord::content).orElseThrow(), code);
    }

    private static String objectName(CompileUnit unit) {
        return unit.source().stem() + "_" + unit.target().suffix() + ".o";
    }
}
