package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Compiles what a module needs compiled, all of it known beforehand. */
public final class CompileQueue {
    private final Clang clang;
    private final ClangPool pool;
    private final Optional<PrecompiledHeaders> precompiled;

    /**
     * @param pool of the whole build
     * @param precompiledDirectory for precompiled headers while they are needed, and nothing else; empty to do without
     */
    public CompileQueue(Clang clang, ClangPool pool, Optional<Path> precompiledDirectory) {
        this.clang = clang;
        this.pool = pool;
        this.precompiled = precompiledDirectory.flatMap(clang::precompiledHeaders);
    }

    /**
     * Starts everything: first precompiled headers, then what does without, then the others. These do not wait for their
     * header either if a processor is free before it is there.
     *
     * @return each unit's result, in the order of the units; a future fails only with what {@link Clang#compile} throws
     */
    public Map<CompileUnit, CompletableFuture<CompileResult>> start(List<CompileUnit> units) {
        return start(units, precompiled.map(planned -> planned.of(units)).orElse(Map.of()));
    }

    /** @param headers of those units that have one */
    Map<CompileUnit, CompletableFuture<CompileResult>> start(
            List<CompileUnit> units, Map<CompileUnit, SharedHeader> headers) {
        var precompiler = clang.precompiler();
        new LinkedHashSet<>(headers.values())
                .forEach(header -> pool.submit(() -> {
                    header.make(precompiler);
                    return header;
                }));
        var started = new LinkedHashMap<CompileUnit, CompletableFuture<CompileResult>>();
        units.stream()
                .filter(unit -> !headers.containsKey(unit))
                .forEach(unit -> started.put(unit, pool.submit(clang, unit)));
        units.stream().filter(headers::containsKey).forEach(unit -> {
            var header = headers.get(unit);
            started.put(unit, pool.submit(() -> header.compile(clang, unit)));
        });
        var results = new LinkedHashMap<CompileUnit, CompletableFuture<CompileResult>>();
        units.forEach(unit -> results.put(unit, started.get(unit)));
        return results;
    }
}
