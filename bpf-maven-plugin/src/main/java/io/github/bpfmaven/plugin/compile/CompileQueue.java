package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles what a module needs compiled, all of it known beforehand. */
public final class CompileQueue {
    private static final Logger LOG = LoggerFactory.getLogger(CompileQueue.class);

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
     * @param batches whether one clang may compile several sources; counts only with a directory for reduced headers
     */
    public CompileQueue(
            Clang clang,
            ClangPool pool,
            Optional<Path> precompiledDirectory,
            Optional<Path> reducedDirectory,
            boolean batches) {
        this.clang = clang;
        this.pool = pool;
        this.precompiled = precompiledDirectory.flatMap(clang::precompiledHeaders);
        this.reduced = reducedDirectory.flatMap(clang::reducedHeaders);
        this.batches = batches && reduced.isPresent() ? clang.batches() : Optional.empty();
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
        return small(unit).filter(SmallSource::isMostlyStart).isPresent();
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
        headers.forEach((unit, header) -> pool.submit(units.size() + order.get(unit), () -> header.compile(clang, unit))
                .whenComplete(passTo(results.get(unit))));
        var plain = units.stream().filter(unit -> !headers.containsKey(unit)).toList();
        new Plain(new BatchQueue(plain, pool.limit()), order, results).submit(plain);
        return results;
    }

    private CompileResult compile(CompileUnit unit) throws IOException, InterruptedException {
        return reduced.isPresent() ? reduced.get().compile(clang, unit) : clang.compile(unit);
    }

    private Optional<SmallSource> small(CompileUnit unit) {
        try {
            return batches.isPresent() ? reduced.orElseThrow().small(unit) : Optional.empty();
        } catch (RuntimeException failure) {
            // A unit that was taken from the queue must not get lost; by itself it has the same to say.
            LOG.debug("{} is compiled by itself", unit.source(), failure);
            return Optional.empty();
        }
    }

    /** What has no precompiled header. */
    private final class Plain {
        private final BatchQueue queue;
        private final Map<CompileUnit, Integer> order;
        private final Map<CompileUnit, CompletableFuture<CompileResult>> results;

        Plain(
                BatchQueue queue,
                Map<CompileUnit, Integer> order,
                Map<CompileUnit, CompletableFuture<CompileResult>> results) {
            this.queue = queue;
            this.order = order;
            this.results = results;
        }

        void submit(List<CompileUnit> units) {
            if (batches.isEmpty()) {
                units.forEach(this::alone);
                return;
            }
            // As many as there are units, by which the pool tells how much is left. The last ones find nothing to do.
            for (var unit : units) {
                pool.submit(order.get(unit), this::next).whenComplete((done, failure) -> {
                    if (failure != null) {
                        queue.take().ifPresent(some -> results.get(some).completeExceptionally(failure));
                    }
                });
            }
        }

        private void alone(CompileUnit unit) {
            pool.submit(order.get(unit), () -> compile(unit)).whenComplete(passTo(results.get(unit)));
        }

        /** @return whether there was something left to do */
        private boolean next() throws InterruptedException {
            var first = queue.take();
            if (first.isPresent()) {
                var batch = batch(first.get());
                if (batch.size() > 1) {
                    together(batch);
                } else {
                    alone(first.get());
                }
            }
            return first.isPresent();
        }

        /** Some that are small, if the first one is. Others that have been looked at are next. */
        private Map<CompileUnit, SmallSource> batch(CompileUnit first) {
            var batch = new LinkedHashMap<CompileUnit, SmallSource>();
            small(first).ifPresent(source -> batch.put(first, source));
            while (!batch.isEmpty()) {
                var other = queue.takeFor(batch.keySet());
                if (other.isEmpty()) {
                    return batch;
                }
                small(other.get()).ifPresentOrElse(source -> batch.put(other.get(), source), () -> alone(other.get()));
            }
            return batch;
        }

        private void together(Map<CompileUnit, SmallSource> batch) throws InterruptedException {
            Map<CompileUnit, CompileResult> done = Map.of();
            try {
                done = batches.orElseThrow().compile(batch);
            } catch (IOException | RuntimeException failure) {
                // Each by itself has the same to say, if it is about the sources or clang.
                LOG.debug("{} are compiled each by itself", batch.keySet(), failure);
            } catch (InterruptedException stop) {
                batch.keySet()
                        .forEach(unit -> results.get(unit)
                                .completeExceptionally(new CancellationException("the build has ended")));
                throw stop;
            }
            for (var unit : batch.keySet()) {
                if (done.containsKey(unit)) {
                    reduced.orElseThrow().compiled(unit);
                    results.get(unit).complete(done.get(unit));
                } else {
                    alone(unit);
                }
            }
        }
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
}
