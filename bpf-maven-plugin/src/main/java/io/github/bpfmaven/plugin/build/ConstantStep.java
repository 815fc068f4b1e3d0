package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.bpfmaven.plugin.compile.ClangPool;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.constants.ConstantEvaluator;
import io.github.bpfmaven.plugin.constants.Constants;
import io.github.bpfmaven.plugin.constants.NamePattern;
import io.github.bpfmaven.plugin.incremental.ConstantResults;
import io.github.bpfmaven.plugin.incremental.UnitId;
import io.github.bpfmaven.toolchain.ToolchainException;

/** Evaluates what constants have not been evaluated before. */
final class ConstantStep {
    private final BuildTools tools;
    private final CompileStep compiles;
    private final ProjectPaths paths;
    private final Path workDirectory;
    private final List<NamePattern> patterns;
    private final ConstantResults results;
    private final AtomicInteger evaluated = new AtomicInteger();

    /** @param patterns which constants; none for none */
    ConstantStep(
            BuildTools tools,
            CompileStep compiles,
            ProjectPaths paths,
            Path workDirectory,
            List<NamePattern> patterns,
            ConstantResults results) {
        this.tools = tools;
        this.compiles = compiles;
        this.paths = paths;
        this.workDirectory = workDirectory;
        this.patterns = patterns;
        this.results = results;
    }

    /** The constants of a source; none if it doesn't compile. */
    CompletableFuture<Constants> of(CompletableFuture<Compiled> compiled) {
        return patterns.isEmpty() ? CompletableFuture.completedFuture(Constants.NONE) : compiled.thenCompose(this::of);
    }

    private CompletableFuture<Constants> of(Compiled compiled) {
        if (compiled.record().isEmpty()) {
            return CompletableFuture.completedFuture(Constants.NONE);
        }
        var id = UnitId.of(compiled.unit());
        var key = ConstantResults.key(compiled.record().get(), patterns);
        var found = results.find(id, key);
        if (found.isPresent()) {
            return CompletableFuture.completedFuture(found.get());
        }
        try {
            var evaluator = new ConstantEvaluator(tools.clang(), paths, workDirectory);
            return tools.pool()
                    .submit(ClangPool.LAST, () -> evaluator.evaluate(compiled.unit(), patterns))
                    .thenApply(constants -> {
                        evaluated.incrementAndGet();
                        if (constants.isComplete() && compiles.hold(List.of(compiled))) {
                            results.keep(id, key, constants);
                            results.share(key, constants);
                        }
                        return constants;
                    });
        } catch (ToolchainException failure) {
            return CompletableFuture.failedFuture(new CompletionException(failure));
        }
    }

    /** How many sources were evaluated now. */
    int count() {
        return evaluated.get();
    }
}
