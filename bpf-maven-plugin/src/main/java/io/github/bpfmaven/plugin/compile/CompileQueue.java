package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Compiles what a module needs compiled, all of it known beforehand. */
public final class CompileQueue {
    /** Before all units. */
    private static final int FIRST = -1;

    private final Clang clang;
    private final ClangPool pool;
    private final Optional<PrecompiledHeaders> precompiled;
    private final Optional<ReducedHeaders> reduced;

    /**
     * @param pool of this module
     * @param precompiledDirectory for precompiled headers while they are needed, and nothing else; empty to do without
     * @param reducedDirectory for reduced headers, likewise
     */
    public CompileQueue(
            Clang clang, ClangPool pool, Optional<Path> precompiledDirectory, Optional<Path> reducedDirectory) {
        this.clang = clang;
        this.pool = pool;
        this.precompiled = precompiledDirectory.flatMap(clang::precompiledHeaders);
        this.reduced = reducedDirectory.flatMap(clang::reducedHeaders);
    }

    /**
     * Starts everything: first precompiled headers, then what does without, then the others, both in this order. The others do
     * not wait for their header either if a processor is free before it is there.
     *
     * @param units the most important first
     * @return each unit's result; a future fails only with what {@link Clang#compile} throws
     */
    public Map<CompileUnit, CompletableFuture<CompileResult>> start(List<CompileUnit> units) {
        reduced.ifPresent(headers -> headers.expect(units));
        return start(
                units,
                precompiled.map(planned -> planned.of(units, this::readsAll)).orElse(Map.of()));
    }

    private boolean readsAll(CompileUnit unit) {
        return reduced.map(headers -> !headers.isFor(unit)).orElse(true);
    }

    /** @param headers of those units that have one */
    Map<CompileUnit, CompletableFuture<CompileResult>> start(
            List<CompileUnit> units, Map<CompileUnit, SharedHeader> headers) {
        var precompiler = clang.precompiler();
        new LinkedHashSet<>(headers.values())
                .forEach(header -> pool.submit(FIRST, () -> {
                    header.make(precompiler);
                    return header;
                }));
        var results = new LinkedHashMap<CompileUnit, CompletableFuture<CompileResult>>();
        for (var unit : units) {
            var header = Optional.ofNullable(headers.get(unit));
            results.put(
                    unit,
                    header.map(shared -> pool.submit(units.size() + results.size(), () -> shared.compile(clang, unit)))
                            .orElseGet(() -> pool.submit(results.size(), () -> compile(unit))));
        }
        return results;
    }

    private CompileResult compile(CompileUnit unit) throws IOException, InterruptedException {
        return reduced.isPresent() ? reduced.get().compile(clang, unit) : clang.compile(unit);
    }
}
