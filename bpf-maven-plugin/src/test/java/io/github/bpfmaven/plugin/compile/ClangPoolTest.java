package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The pool of clang processes")
final class ClangPoolTest {
    private static final int PROCESSES = 3;

    @Test
    @DisplayName("runs so many tasks at once, and no more")
    void bounded() throws Exception {
        var pool = new ClangPool(PROCESSES);
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        // Nobody goes on before as many as there may be have come: else one after the other would pass, too.
        var full = new CountDownLatch(PROCESSES);
        var futures = new ArrayList<CompletableFuture<Integer>>();
        for (var number = 0; number < PROCESSES * 4; number++) {
            var result = number;
            futures.add(pool.submit(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                full.countDown();
                assertTrue(full.await(10, TimeUnit.SECONDS));
                running.decrementAndGet();
                return result;
            }));
        }
        for (var number = 0; number < futures.size(); number++) {
            assertEquals(number, futures.get(number).get());
        }
        assertEquals(PROCESSES, most.get());
    }

    @Test
    @DisplayName("fails with what a task throws")
    void failure() {
        var broken = new IOException("no clang");
        var future = new ClangPool(1).submit(() -> {
            throw broken;
        });
        assertSame(broken, assertThrows(ExecutionException.class, future::get).getCause());
    }
}
