package io.github.bpfmaven.plugin.build;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Waits for what is under way, and says now and then how far it has come. A line of the log each time, on a terminal as well:
 * a line that is rewritten in place would be torn by the next module's, under {@code -T}, and Maven 4 and mvnd take what is
 * printed past the log for lines of it.
 */
final class Progress {
    /** A build that takes less says nothing. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Consumer<String> log;
    private final LongSupplier nanoTime;
    private final long interval;
    private final long start;
    private final Count compiled = new Count();
    private final Count linked = new Count();
    private final CompletableFuture<Object> failed = new CompletableFuture<>();
    private long lines;

    /** @param nanoTime as {@link System#nanoTime} */
    Progress(Consumer<String> log, LongSupplier nanoTime, Duration interval) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.interval = interval.toNanos();
        this.start = nanoTime.getAsLong();
    }

    /** How many of how many. */
    private static final class Count {
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicInteger all = new AtomicInteger();
    }

    /** What there is to compile. If one of them fails, the others are not waited for. */
    void compiles(Collection<? extends CompletableFuture<?>> futures) {
        count(compiled, futures);
    }

    /** Likewise what there is to link. */
    void links(Collection<? extends CompletableFuture<?>> futures) {
        count(linked, futures);
    }

    private void count(Count count, Collection<? extends CompletableFuture<?>> futures) {
        count.all.addAndGet(futures.size());
        futures.forEach(future -> future.whenComplete((result, failure) -> {
            if (failure == null) {
                count.done.incrementAndGet();
            } else {
                failed.completeExceptionally(failure);
            }
        }));
    }

    /**
     * Waits for a result.
     *
     * @throws CompletionException if it, or any other, failed for what is not the sources' fault
     */
    <T> T await(CompletableFuture<T> future) throws InterruptedException {
        var either = CompletableFuture.anyOf(future, failed);
        while (true) {
            try {
                either.get(Math.max(0, due() - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
                return future.join();
            } catch (TimeoutException notYet) {
                line().ifPresent(log);
            } catch (ExecutionException failure) {
                throw new CompletionException(failure.getCause());
            }
        }
    }

    /** What is to be said, if it is time for it. */
    Optional<String> line() {
        var now = nanoTime.getAsLong();
        if (now - due() < 0) {
            return Optional.empty();
        }
        lines = (now - start) / interval;
        return Optional.of("%d of %d compiled, %d of %d linked, %d s"
                .formatted(
                        compiled.done.get(),
                        compiled.all.get(),
                        linked.done.get(),
                        linked.all.get(),
                        TimeUnit.NANOSECONDS.toSeconds(now - start)));
    }

    private long due() {
        return start + (lines + 1) * interval;
    }
}
