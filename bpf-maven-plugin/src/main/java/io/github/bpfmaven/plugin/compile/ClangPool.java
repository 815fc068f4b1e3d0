package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * The clang processes of one module's build: what is to run, the most important first. When they run is for {@link ClangSlots}
 * to say, which the modules of a whole build share.
 */
public final class ClangPool implements AutoCloseable {
    /** Behind everything that something else waits for, such as a link. */
    public static final int LAST = Integer.MAX_VALUE;

    private final ClangSlots slots;
    private final int limit;
    /** Guarded by {@link #slots}. */
    private final Queue<ClangJob<?>> waiting = new PriorityQueue<>(
            Comparator.<ClangJob<?>>comparingInt(ClangJob::order).thenComparingLong(ClangJob::number));

    private long lastNumber;

    /** @param limit how many of this module's processes run at once, at least 1 */
    ClangPool(ClangSlots slots, int limit) {
        this.slots = slots;
        this.limit = limit;
    }

    /**
     * Does what runs clang, one process at a time, when there is room.
     *
     * @param order what has a lower one is started first; equal ones are started in the order in which they come
     * @return fails with what the task throws, or with a {@link CancellationException} if the pool was closed before it was done
     */
    public <T> CompletableFuture<T> submit(int order, ClangTask<T> task) {
        synchronized (slots) {
            var job = new ClangJob<>(order, ++lastNumber, task);
            if (slots.isOpen(this)) {
                waiting.add(job);
                slots.dispatch();
            } else {
                job.future().cancel(false);
            }
            return job.future();
        }
    }

    /** Cancels what was not started, and ends what runs: afterwards nothing of it writes a file any more. */
    @Override
    public void close() {
        List<ClangJob<?>> lost;
        List<Thread> running;
        synchronized (slots) {
            lost = List.copyOf(waiting);
            waiting.clear();
            running = slots.remove(this);
        }
        lost.forEach(job -> job.future().cancel(false));
        try {
            for (var thread : running) {
                thread.join();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    int limit() {
        return limit;
    }

    int waiting() {
        return waiting.size();
    }

    /** Takes the one that is to be started next; there must be one. */
    ClangJob<?> next() {
        return waiting.remove();
    }

    /** Work for one of the threads. */
    @FunctionalInterface
    public interface ClangTask<T> {
        /** @throws InterruptedException when it is to end before it is done */
        T run() throws IOException, InterruptedException;
    }
}
