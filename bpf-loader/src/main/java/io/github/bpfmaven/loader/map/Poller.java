package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/**
 * Waits until there is something to read, or somebody wakes it up. By {@code ppoll}: for a few descriptors it does what
 * {@code epoll} does, and there is none to set up and to let go.
 */
final class Poller implements AutoCloseable {
    private static final int POLLIN = 1;
    private static final int ENTRY = 8;
    private static final int NON_BLOCKING = 04000;
    private static final int CLOSE_ON_EXEC = 02000000;
    private static final Duration SLICE = Duration.ofSeconds(1);

    private final Kernel kernel;
    private final List<Descriptor> sources;
    private final Descriptor bell;

    private Poller(Kernel kernel, List<Descriptor> sources, Descriptor bell) {
        this.kernel = kernel;
        this.sources = List.copyOf(sources);
        this.bell = bell;
    }

    /** @param sources what is read; they are closed with this */
    static Poller of(Kernel kernel, List<Descriptor> sources) throws IOException {
        return new Poller(
                kernel,
                sources,
                Descriptor.of(
                        kernel,
                        "eventfd2",
                        kernel.call(SystemCall.EVENTFD2, Argument.of(0), Argument.of(NON_BLOCKING | CLOSE_ON_EXEC))));
    }

    /** What ended a wait. */
    private enum Woken {
        BY_TIME,
        BY_EVENTS,
        BY_BELL
    }

    /**
     * Whether there may be something to read; false when the time is over or it was woken up.
     *
     * @throws InterruptedIOException if the thread is interrupted, which stays so
     */
    boolean await(Duration atMost) throws IOException {
        long start = System.nanoTime();
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("the thread that waits for events is interrupted");
            }
            Duration left = atMost.isNegative() ? SLICE : atMost.minusNanos(System.nanoTime() - start);
            if (left.isNegative()) {
                return false;
            }
            // That its thread is interrupted does not end a call: it is looked after once a second.
            Woken woken = awaitOnce(left.compareTo(SLICE) < 0 ? left : SLICE);
            if (woken != Woken.BY_TIME) {
                return woken == Woken.BY_EVENTS;
            }
        }
    }

    private Woken awaitOnce(Duration atMost) throws IOException {
        int count = sources.size() + 1;
        Block entries = Block.output(kernel.byteOrder(), count * ENTRY);
        entries.putInt(0, bell.number());
        for (int i = 1; i < count; i++) {
            entries.putInt(i * ENTRY, sources.get(i - 1).number());
        }
        // Two halves: the events that are asked for, and those that came.
        for (int i = 0; i < count; i++) {
            entries.bytes().putShort(i * ENTRY + 4, (short) POLLIN);
        }
        Block limit = Block.output(kernel.byteOrder(), 16)
                .putLong(0, atMost.getSeconds())
                .putLong(8, atMost.getNano());
        long result = kernel.call(SystemCall.PPOLL, entries, Argument.of(count), limit, Argument.of(0), Argument.of(0));
        if (result == -Errno.EINTR.number()) {
            return Woken.BY_TIME;
        }
        long came = SystemCallException.check("ppoll", result);
        if (entries.bytes().getShort(6) == 0) {
            return came > 0 ? Woken.BY_EVENTS : Woken.BY_TIME;
        }
        kernel.call(
                SystemCall.READ,
                Argument.of(bell.number()),
                Block.output(kernel.byteOrder(), Long.BYTES),
                Argument.of(Long.BYTES));
        return came > 1 ? Woken.BY_EVENTS : Woken.BY_BELL;
    }

    /** Ends a wait, that of now or the next one; nothing happens if it is closed. */
    void wake() throws IOException {
        try {
            bell.use(number -> kernel.call(
                    SystemCall.WRITE,
                    Argument.of(number),
                    Block.input(kernel.byteOrder(), Long.BYTES).putLong(0, 1),
                    Argument.of(Long.BYTES)));
        } catch (IllegalStateException closed) {
            // There is nobody to be woken up.
        }
    }

    @Override
    public void close() throws IOException {
        for (Descriptor source : sources) {
            source.close();
        }
        bell.close();
    }
}
