package io.github.bpfmaven.plugin.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Compiles what a module needs compiled, all of it known beforehand. */
public final class CompileQueue {
    private final Clang clang;
    private final ClangPool pool;

    /** @param pool of this module */
    public CompileQueue(Clang clang, ClangPool pool) {
        this.clang = clang;
        this.pool = pool;
    }

    /**
     * Starts everything, in this order.
     *
     * @param units the most important first
     * @return each unit's result; a future fails only with what {@link Clang#compile} throws
     */
    public Map<CompileUnit, CompletableFuture<CompileResult>> start(List<CompileUnit> units) {
        var results = new LinkedHashMap<CompileUnit, CompletableFuture<CompileResult>>();
        units.forEach(unit -> results.put(unit, pool.submit(results.size(), clang, unit)));
        return results;
    }
}
