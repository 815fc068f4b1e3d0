package io.github.bpfmaven.plugin.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The wait for a change")
@Timeout(60)
final class ChangesTest {
    @TempDir
    Path base;

    @Test
    @DisplayName("is over after half a second without any event, or without a file system that has events")
    void noEvents() throws Exception {
        try (var events = Changes.in(base);
                var none = new Changes(Optional.empty())) {
            for (var changes : new Changes[] {events, none}) {
                var start = System.nanoTime();
                changes.await(Set.of(base));
                assertTrue(System.nanoTime() - start >= Duration.ofMillis(490).toNanos());
            }
        }
    }

    @Test
    @DisplayName("goes on past a directory that is gone")
    void directoryIsGone() throws Exception {
        var gone = Files.createDirectory(base.resolve("gone"));
        try (var changes = Changes.in(base)) {
            changes.await(Set.of(base, gone));
            Files.delete(gone);
            changes.await(Set.of(base, gone));
            changes.await(Set.of(base, gone));
        }
    }

    @Test
    @DisplayName("ends with the thread's interrupt")
    void interrupt() throws Exception {
        var ended = new CompletableFuture<Boolean>();
        var thread = new Thread(() -> {
            try (var changes = Changes.in(base)) {
                while (true) {
                    changes.await(Set.of(base));
                }
            } catch (InterruptedException stop) {
                ended.complete(true);
            } catch (Exception other) {
                ended.completeExceptionally(other);
            }
        });
        thread.start();
        thread.interrupt();

        assertTrue(ended.get(30, TimeUnit.SECONDS));
    }
}
