package io.github.bpfmaven.plugin.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the clang processes of a whole build by cores and by memory, also where {@code -T} builds several modules at once:
 * there is one of these in the plugin's realm. Who is next: three times of four the module that has the least left to do, so
 * that modules get done one after the other and what Maven has to do behind them is under way while others compile; the fourth
 * time the module that came first, so that a large one is not put off by many small ones.
 */
@Singleton
public final class ClangSlots {
    /** What a process may come to need: clang 20 takes 130 to 160 MiB for real programs that include a {@code vmlinux.h}. */
    static final long PROCESS_BYTES = 256L << 20;

    /** By then a process holds most of what it will need, and what is available is what is left. */
    private static final long GROWN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** What was read and is enough counts for so long: to read it anew for each process takes as long as to start one. */
    private static final long READ_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int TURNS = 4;
    private static final Logger LOG = LoggerFactory.getLogger(ClangSlots.class);

    private static final long MOST_MILLIS_TO_END = 2_000;

    private final int cores;
    private final LongSupplier availableBytes;
    private final LongSupplier nanoTime;
    /** In the order in which they came. */
    private final List<ClangPool> pools = new ArrayList<>();

    private final Map<Thread, Running> running = new HashMap<>();
    private Optional<Thread> shutdownHook = Optional.empty();
    private long turn;
    private Optional<Reading> reading = Optional.empty();

    @Inject
    public ClangSlots() {
        // The JVM knows about a container's share of the cores.
        this(Runtime.getRuntime().availableProcessors(), AvailableMemory.ofThisMachine(), System::nanoTime);
    }

    /** @param availableBytes what can be allocated and nothing has to be swapped out for */
    ClangSlots(int cores, LongSupplier availableBytes, LongSupplier nanoTime) {
        this.cores = cores;
        this.availableBytes = availableBytes;
        this.nanoTime = nanoTime;
    }

    private record Running(ClangPool pool, long since) {}

    private record Reading(long availableBytes, long at) {}

    /**
     * Opens a module's pool.
     *
     * @param processes how many clang processes it may run at once; empty for one a core. More than that serves where a compiler
     *     launcher gives the work to other machines
     */
    public ClangPool open(OptionalInt processes) {
        var pool = new ClangPool(this, processes.orElse(cores));
        add(pool);
        return pool;
    }

    synchronized void add(ClangPool pool) {
        if (pools.isEmpty()) {
            addShutdownHook();
        }
        pools.add(pool);
    }

    /** @return the threads that still run something of the pool's, told to stop */
    synchronized List<Thread> remove(ClangPool pool) {
        if (pools.remove(pool) && pools.isEmpty()) {
            removeShutdownHook();
        }
        var own = running.entrySet().stream()
                .filter(entry -> entry.getValue().pool == pool)
                .map(Map.Entry::getKey)
                .toList();
        own.forEach(Thread::interrupt);
        return own;
    }

    synchronized boolean isOpen(ClangPool pool) {
        return pools.contains(pool);
    }

    /** Starts what there is room for. */
    synchronized void dispatch() {
        for (var pool = next(); pool.isPresent() && hasMemory(); pool = next()) {
            turn++;
            start(pool.get(), pool.get().next());
        }
    }

    private Optional<ClangPool> next() {
        var most = pools.stream().mapToInt(ClangPool::limit).max().orElse(0);
        if (running.size() >= most) {
            return Optional.empty();
        }
        var willing = pools.stream().filter(pool -> pool.waiting() > 0 && running(pool) < pool.limit());
        return turn % TURNS == TURNS - 1
                ? willing.findFirst()
                : willing.min(Comparator.comparingInt(ClangPool::waiting));
    }

    private long running(ClangPool pool) {
        return running.values().stream().filter(job -> job.pool == pool).count();
    }

    /** One process runs in any case. When there is no room for another, the end of one that runs is the time to look again. */
    private boolean hasMemory() {
        if (running.isEmpty()) {
            return true;
        }
        var now = nanoTime.getAsLong();
        if (reading.filter(last -> now - last.at < READ_NANOS && isEnough(last)).isPresent()) {
            return true;
        }
        var last = new Reading(availableBytes.getAsLong(), now);
        reading = Optional.of(last);
        if (isEnough(last)) {
            return true;
        }
        LOG.debug(
                "{} clang processes run, and {} MiB of memory are left: no more for now",
                running.size(),
                last.availableBytes >> 20);
        return false;
    }

    private boolean isEnough(Reading reading) {
        var young = running.values().stream()
                .filter(job -> reading.at - job.since < GROWN_NANOS)
                .count();
        return reading.availableBytes >= PROCESS_BYTES * (young + 1);
    }

    private void start(ClangPool pool, ClangJob<?> job) {
        // A thread for each: beside a process it costs nothing, and an interrupt can't hit the next task.
        var thread = new Thread(
                () -> {
                    try {
                        job.run();
                    } finally {
                        ended(Thread.currentThread());
                    }
                },
                "bpf-clang");
        thread.setDaemon(true);
        running.put(thread, new Running(pool, nanoTime.getAsLong()));
        thread.start();
    }

    private synchronized void ended(Thread thread) {
        running.remove(thread);
        dispatch();
    }

    /** Whoever ends Maven alone, such as a CI server, means clang, too. */
    private void addShutdownHook() {
        var hook = new Thread(this::interruptAll, "bpf-clang-end");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            shutdownHook = Optional.of(hook);
        } catch (IllegalStateException endsAlready) {
            LOG.debug("Maven is ending", endsAlready);
        }
    }

    private void removeShutdownHook() {
        try {
            shutdownHook.ifPresent(Runtime.getRuntime()::removeShutdownHook);
        } catch (IllegalStateException endsAlready) {
            LOG.debug("Maven is ending", endsAlready);
        }
        shutdownHook = Optional.empty();
    }

    private void interruptAll() {
        List<Thread> threads;
        synchronized (this) {
            pools.clear();
            threads = List.copyOf(running.keySet());
        }
        threads.forEach(Thread::interrupt);
        try {
            // One that is just starting a process can end it only when it has it.
            for (var thread : threads) {
                thread.join(MOST_MILLIS_TO_END);
            }
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
    }
}
