package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.plugin.compile.ClangPool.ClangTask;

/**
 * A task and what will come of it.
 *
 * @param order what has a lower one is started first
 * @param number the same for those of equal order
 * @param future done when the task is
 */
record ClangJob<T>(int order, long number, ClangTask<T> task, CompletableFuture<T> future) {
    ClangJob(int order, long number, ClangTask<T> task) {
        this(order, number, task, new CompletableFuture<>());
    }

    /** Leaves it to the caller to clear the thread's interrupt. */
    void run() {
        try {
            future.complete(task.run());
        } catch (InterruptedException stop) {
            future.completeExceptionally(new CancellationException("the build has ended"));
        } catch (IOException | RuntimeException | Error failure) {
            future.completeExceptionally(failure);
        }
    }
}
