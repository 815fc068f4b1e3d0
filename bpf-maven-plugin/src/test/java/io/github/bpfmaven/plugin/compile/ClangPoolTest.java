package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The pool of clang processes")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class ClangPoolTest {
    private static final int PROCESSES = 3;

    /** What was started, in this order. */
    private final List<String> started = new CopyOnWriteArrayList<>();

    private final AtomicLong available = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong clock = new AtomicLong();

    @Test
    @DisplayName("runs so many tasks at once, and no more")
    void bounded() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        // Nobody goes on before as many as there may be have come: else one after the other would pass, too.
        var full = new CountDownLatch(PROCESSES);
        try (var pool = slots(PROCESSES).open(OptionalInt.empty())) {
            var futures = new ArrayList<CompletableFuture<Integer>>();
            for (var number = 0; number < PROCESSES * 4; number++) {
                var result = number;
                futures.add(pool.submit(number, () -> {
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
        }
        assertEquals(PROCESSES, most.get());
    }

    @Test
    @DisplayName("fails with what a task throws")
    void failure() {
        var broken = new IOException("no clang");
        try (var pool = slots(1).open(OptionalInt.empty())) {
            var future = pool.submit(0, () -> {
                throw broken;
            });
            assertSame(
                    broken, assertThrows(ExecutionException.class, future::get).getCause());
        }
    }

    @Test
    @DisplayName("starts the most important first, and among equals what came first")
    void order() throws Exception {
        try (var pool = slots(1).open(OptionalInt.empty())) {
            var gate = new Gate(pool);
            var all = List.of(
                    pool.submit(ClangPool.LAST, task("constants")),
                    pool.submit(2, task("short program")),
                    pool.submit(1, task("long program")),
                    pool.submit(1, task("another")),
                    pool.submit(0, task("library")));
            gate.open();
            await(all);
        }
        assertEquals(List.of("library", "long program", "another", "short program", "constants"), started);
    }

    @Test
    @DisplayName("lets a small module pass a large one that came first, which still gets every fourth turn")
    void fairness() throws Exception {
        var slots = slots(1);
        try (var large = slots.open(OptionalInt.empty());
                var small = slots.open(OptionalInt.empty())) {
            var gate = new Gate(large);
            var all = new ArrayList<CompletableFuture<?>>();
            for (var number = 0; number < 12; number++) {
                all.add(large.submit(number, task("large")));
            }
            for (var number = 0; number < 6; number++) {
                all.add(small.submit(number, task("small")));
            }
            gate.open();
            await(all);
        }
        assertEquals("small small large small small small large small large", String.join(" ", started.subList(0, 9)));
    }

    @Test
    @DisplayName("lets the first of two equal modules finish first, so that what comes behind it can begin")
    void oneAfterTheOther() throws Exception {
        var slots = slots(1);
        try (var first = slots.open(OptionalInt.empty());
                var second = slots.open(OptionalInt.empty())) {
            var gate = new Gate(first);
            var all = new ArrayList<CompletableFuture<?>>();
            for (var number = 0; number < 5; number++) {
                all.add(second.submit(number, task("second")));
                all.add(first.submit(number, task("first")));
            }
            gate.open();
            await(all);
        }
        assertEquals(List.of("first", "first", "first", "first", "first"), started.subList(0, 5));
    }

    @Test
    @DisplayName("runs fewer where a module asks for fewer, and more where it asks for more")
    void threads() throws Exception {
        var slots = slots(2);
        try (var one = slots.open(OptionalInt.of(1))) {
            var gate = new Gate(one);
            var waits = one.submit(0, task("waits"));
            assertFalse(waits.isDone());
            try (var many = slots.open(OptionalInt.of(4))) {
                var gates = List.of(new Gate(many), new Gate(many), new Gate(many));
                assertEquals(List.of(), started);
                for (var other : gates) {
                    other.open();
                }
            }
            gate.open();
            waits.get();
        }
    }

    @Test
    @DisplayName("starts no process that memory is short for, but always one")
    void memory() throws Exception {
        available.set(0);
        try (var pool = slots(4).open(OptionalInt.empty())) {
            var first = new Gate(pool);
            var second = pool.submit(0, task("second"));
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            // The next one to end, or to come, is the time to look again.
            available.set(2 * ClangSlots.PROCESS_BYTES - 1);
            var third = pool.submit(1, task("third"));
            second.get();
            third.get();
            // One that has just been started will need what it doesn't have yet.
            clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
            available.set(2 * ClangSlots.PROCESS_BYTES);
            var young = new Gate(pool);
            var younger = new Gate(pool);
            assertFalse(pool.submit(2, task("too many")).isDone());
            assertEquals(List.of("second", "third"), started);
            available.set(Long.MAX_VALUE);
            for (var gate : List.of(first, young, younger)) {
                gate.open();
            }
        }
    }

    @Test
    @DisplayName("ends with what is queued and what runs, and takes nothing more; other modules go on")
    void close() throws Exception {
        var slots = slots(1);
        try (var other = slots.open(OptionalInt.empty())) {
            var pool = slots.open(OptionalInt.empty());
            var runs = new CountDownLatch(1);
            var ended = new AtomicInteger();
            var running = pool.submit(0, () -> {
                runs.countDown();
                try {
                    return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                } finally {
                    Thread.sleep(50);
                    ended.incrementAndGet();
                }
            });
            runs.await();
            var queued = pool.submit(0, task("queued"));
            var others = other.submit(0, task("other"));
            pool.close();
            assertEquals(1, ended.get());
            assertThrows(CancellationException.class, running::get);
            assertThrows(CancellationException.class, queued::get);
            assertThrows(CancellationException.class, pool.submit(0, task("late"))::get);
            others.get();
        }
        assertEquals(List.of("other"), started);
    }

    private ClangSlots slots(int cores) {
        return new ClangSlots(cores, available::get, clock::get);
    }

    private ClangPool.ClangTask<String> task(String name) {
        return () -> {
            started.add(name);
            return name;
        };
    }

    private static void await(List<? extends CompletableFuture<?>> futures) throws Exception {
        for (var future : futures) {
            future.get();
        }
    }

    /** A task that runs until it is let go. */
    private static final class Gate {
        private final CountDownLatch go = new CountDownLatch(1);
        private final CompletableFuture<Boolean> future;

        /** Returns when it runs. */
        Gate(ClangPool pool) throws InterruptedException {
            var runs = new CountDownLatch(1);
            future = pool.submit(0, () -> {
                runs.countDown();
                return go.await(1, TimeUnit.MINUTES);
            });
            assertTrue(runs.await(10, TimeUnit.SECONDS));
        }

        void open() throws Exception {
            go.countDown();
            assertTrue(future.get());
        }
    }
}
