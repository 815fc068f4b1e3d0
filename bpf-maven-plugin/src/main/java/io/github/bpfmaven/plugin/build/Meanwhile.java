package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Writing that somebody else may do while the caller does something else. */
@FunctionalInterface
interface Meanwhile {
    void run() throws IOException;

    /** Begins; fails with what the work throws as its cause. */
    static CompletableFuture<Void> begin(Meanwhile work) {
        return CompletableFuture.runAsync(() -> {
            try {
                work.run();
            } catch (IOException failure) {
                throw new CompletionException(failure);
            }
        });
    }
}
