package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the clang processes of a whole build to one a core, also where {@code -T} builds several modules at once: there
 * is one pool in the plugin's realm.
 */
@Singleton
public final class ClangPool {
    private static final Logger LOG = LoggerFactory.getLogger(ClangPool.class);
    private static final long IDLE_SECONDS = 5;

    private final Executor executor;

    @Inject
    public ClangPool() {
        this(Runtime.getRuntime().availableProcessors());
    }

    ClangPool(int processes) {
        var pool = new ThreadPoolExecutor(
                processes, processes, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(task, "bpf-clang");
                    thread.setDaemon(true);
                    return thread;
                });
        // A Maven daemon lives on after the build; the threads need not.
        pool.allowCoreThreadTimeOut(true);
        this.executor = pool;
        LOG.debug("At most {} clang processes at a time", processes);
    }

    /** Compiles when a core is free. Fails with what {@link Clang#compile} throws. */
    public CompletableFuture<CompileResult> submit(Clang clang, CompileUnit unit) {
        return submit(() -> clang.compile(unit));
    }

    /** Does what runs clang, one process at a time, when a core is free. Fails with what the task throws. */
    public <T> CompletableFuture<T> submit(ClangTask<T> task) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return task.run();
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(stop);
                    } catch (IOException failure) {
                        throw new CompletionException(failure);
                    }
                },
                executor);
    }

    /** Work for one of the pool's threads. */
    @FunctionalInterface
    public interface ClangTask<T> {
        T run() throws IOException, InterruptedException;
    }
}
