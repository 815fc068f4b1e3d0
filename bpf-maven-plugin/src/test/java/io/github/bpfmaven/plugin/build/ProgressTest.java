package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Progress")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class ProgressTest {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final Progress progress = new Progress(log::add, clock::get, Progress.INTERVAL);
    private final CompletableFuture<String> compile = new CompletableFuture<>();
    private final CompletableFuture<String> link = new CompletableFuture<>();

    @Test
    @DisplayName("is told after ten seconds, and then every ten")
    void lines() {
        progress.compiles(List.of(compile, CompletableFuture.completedFuture("library")));
        progress.links(List.of(link));
        assertEquals(Optional.empty(), progress.line());
        pass(Duration.ofMillis(9_999));
        assertEquals(Optional.empty(), progress.line());
        pass(Duration.ofMillis(1));
        assertEquals(Optional.of("1 of 2 compiled, 0 of 1 linked, 10 s"), progress.line());
        compile.complete("program");
        pass(Duration.ofMillis(9_500));
        assertEquals(Optional.empty(), progress.line());
        pass(Duration.ofMillis(500));
        assertEquals(Optional.of("2 of 2 compiled, 0 of 1 linked, 20 s"), progress.line());
        link.complete("object");
        // Nobody asked for a while: what was missed is not made up for.
        pass(Duration.ofSeconds(38));
        assertEquals(Optional.of("2 of 2 compiled, 1 of 1 linked, 58 s"), progress.line());
        assertEquals(Optional.empty(), progress.line());
        pass(Duration.ofSeconds(2));
        assertEquals(Optional.of("2 of 2 compiled, 1 of 1 linked, 60 s"), progress.line());
    }

    @Test
    @DisplayName("is told while a result is waited for")
    void whileWaiting() throws Exception {
        var quick = new Progress(
                line -> {
                    log.add(line);
                    if (log.size() == 3) {
                        link.complete("object");
                    }
                },
                System::nanoTime,
                Duration.ofMillis(5));
        quick.links(List.of(link));
        assertEquals("object", quick.await(link));
        assertEquals(
                List.of("0 of 0 compiled, 0 of 1 linked, 0 s"),
                log.stream().distinct().toList());
    }

    @Test
    @DisplayName("of a build that is quick is not told")
    void quick() throws Exception {
        progress.compiles(List.of(compile));
        compile.complete("program");
        assertEquals("program", progress.await(compile));
        assertEquals(List.of(), log);
    }

    @Test
    @DisplayName("ends with the first failure that is not the sources' fault, whatever is waited for")
    void failure() {
        progress.compiles(List.of(compile));
        var after = compile.thenCompose(program -> link);
        progress.links(List.of(after));
        var noDisk = new IOException("no disk");
        compile.completeExceptionally(noDisk);
        assertSame(
                noDisk,
                assertThrows(CompletionException.class, () -> progress.await(link))
                        .getCause());
        assertSame(
                noDisk,
                assertThrows(CompletionException.class, () -> progress.await(after))
                        .getCause());
    }

    @Test
    @DisplayName("ends when the build is interrupted")
    void interrupt() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> progress.await(link));
        assertTrue(log.isEmpty());
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
