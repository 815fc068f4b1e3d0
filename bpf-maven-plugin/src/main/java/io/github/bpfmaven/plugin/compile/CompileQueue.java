package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Compiles what a module needs compiled, all of it known beforehand. */
public final class CompileQueue {
    /** Before all units. */
    private static final int FIRST = -1;

    private final Clang clang;
    private final ClangPool pool;
    private final Optional<PrecompiledHeaders> precompiled;
    private final Optional<ReducedHeaders> reduced;
    private final Optional<BatchCompiler> batches;

    /**
     * @param pool of this module
     * @param precompiledDirectory for precompiled headers while they are needed, and nothing else; empty to do without
     * @param reducedDirectory for reduced headers, likewise
     * @param batchDirectory for what one clang makes of several sources, likewise; counts only with one for reduced headers
     */
    public CompileQueue(
            Clang clang,
            ClangPool pool,
            Optional<Path> precompiledDirectory,
            Optional<Path> reducedDirectory,
            Optional<Path> batchDirectory) {
        this.clang = clang;
        this.pool = pool;
        this.precompiled = precompiledDirectory.flatMap(clang::precompiledHeaders);
        this.reduced = reducedDirectory.flatMap(clang::reducedHeaders);
        this.batches = batchDirectory.filter(directory -> reduced.isPresent()).flatMap(clang::batches);
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

    /** What has a better way than a precompiled header's doesn't get one. */
    private boolean readsAll(CompileUnit unit) {
        return reduced.isEmpty() || !(reduced.get().isFor(unit) || isForBatch(unit));
    }

    private boolean isForBatch(CompileUnit unit) {
        return batches.isPresent()
                && reduced.orElseThrow()
                        .small(unit)
                        .filter(SmallSource::isMostlyStart)
                        .isPresent();
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
        var order = new LinkedHashMap<CompileUnit, Integer>();
        units.forEach(unit -> order.put(unit, order.size()));
        var results = new LinkedHashMap<CompileUnit, CompletableFuture<CompileResult>>();
        units.forEach(unit -> results.put(unit, new CompletableFuture<>()));
        var plain = units.stream().filter(unit -> !headers.containsKey(unit)).toList();
        for (var batch : batches(plain)) {
            var first = batch.get(0);
            if (batch.size() == 1) {
                single(order.get(first), first, results.get(first));
            } else {
                pool.submit(order.get(first), () -> together(batch, order, results))
                        .whenComplete((done, failure) -> {
                            if (failure != null) {
                                batch.forEach(unit -> results.get(unit).completeExceptionally(failure));
                            }
                        });
            }
        }
        headers.forEach((unit, header) -> pool.submit(units.size() + order.get(unit), () -> header.compile(clang, unit))
                .whenComplete(passTo(results.get(unit))));
        return results;
    }

    private List<List<CompileUnit>> batches(List<CompileUnit> units) {
        return batches.isPresent()
                ? BatchPlan.of(units, pool.limit())
                : units.stream().map(List::of).toList();
    }

    /** Those that are small with one clang, the others each with its own. */
    private List<CompileUnit> together(
            List<CompileUnit> units,
            Map<CompileUnit, Integer> order,
            Map<CompileUnit, CompletableFuture<CompileResult>> results)
            throws IOException, InterruptedException {
        var small = new LinkedHashMap<CompileUnit, SmallSource>();
        for (var unit : units) {
            reduced.orElseThrow().small(unit).ifPresent(source -> small.put(unit, source));
        }
        var done = batches.orElseThrow().compile(small);
        for (var unit : units) {
            if (!done.containsKey(unit)) {
                single(order.get(unit), unit, results.get(unit));
            }
        }
        done.forEach((unit, result) -> {
            reduced.orElseThrow().compiled(unit);
            results.get(unit).complete(result);
        });
        return units;
    }

    private void single(int order, CompileUnit unit, CompletableFuture<CompileResult> result) {
        pool.submit(order, () -> compile(unit)).whenComplete(passTo(result));
    }

    private static <T> BiConsumer<T, Throwable> passTo(CompletableFuture<T> other) {
        return (result, failure) -> {
            if (failure == null) {
                other.complete(result);
            } else {
                other.completeExceptionally(failure);
            }
        };
    }

    private CompileResult compile(CompileUnit unit) throws IOException, InterruptedException {
        return reduced.isPresent() ? reduced.get().compile(clang, unit) : clang.compile(unit);
    }
}
