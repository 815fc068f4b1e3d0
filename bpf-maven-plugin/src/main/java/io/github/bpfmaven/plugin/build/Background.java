package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What is done on another thread while the caller does something else. */
final class Background {
    private Background() {}

    /** Something that may fail as files do. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    static CompletableFuture<Void> begin(Task task) {
        return CompletableFuture.runAsync(() -> {
            try {
                task.run();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /** @throws IOException or a runtime exception if that is how a task has ended */
    static void await(CompletableFuture<Void> task) throws IOException {
        try {
            task.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            if (failure.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw failure;
        }
    }
}
