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

    /** The same with a result. */
    @FunctionalInterface
    interface Question<T> {
        T answer() throws IOException;
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

    static <T> CompletableFuture<T> ask(Question<T> question) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return question.answer();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /**
     * What a task has come to.
     *
     * @throws IOException or a runtime exception if that is how it has ended
     */
    static <T> T await(CompletableFuture<T> task) throws IOException {
        try {
            return task.join();
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
