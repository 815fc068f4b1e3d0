package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.time.Duration;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.kernel.SystemCallException;

/**
 * Waits until there is something to read, or somebody wakes it up. By {@code ppoll}: for two descriptors it does what
 * {@code epoll} does, and there is none to set up and to let go.
 */
final class Poller implements AutoCloseable {
    private static final int POLLIN = 1;
    private static final int ENTRY = 8;
    private static final int NON_BLOCKING = 04000;
    private static final int CLOSE_ON_EXEC = 02000000;
    private static final int DUPLICATE_CLOSE_ON_EXEC = 1030;

    private final Kernel kernel;
    private final Descriptor source;
    private final Descriptor bell;

    private Poller(Kernel kernel, Descriptor source, Descriptor bell) {
        this.kernel = kernel;
        this.source = source;
        this.bell = bell;
    }

    /** @param source what is read; a descriptor of its own is made of it, so that it may be closed */
    static Poller of(Kernel kernel, int source) throws IOException {
        Descriptor own = Descriptor.of(
                kernel,
                "fcntl",
                kernel.call(
                        SystemCall.FCNTL, Argument.of(source), Argument.of(DUPLICATE_CLOSE_ON_EXEC), Argument.of(0)));
        try {
            return new Poller(
                    kernel,
                    own,
                    Descriptor.of(
                            kernel,
                            "eventfd2",
                            kernel.call(
                                    SystemCall.EVENTFD2, Argument.of(0), Argument.of(NON_BLOCKING | CLOSE_ON_EXEC))));
        } catch (IOException refused) {
            own.close();
            throw refused;
        }
    }

    /** Whether there may be something to read; false when the time is over or it was woken up. */
    boolean await(Duration atMost) throws IOException {
        Block entries = Block.output(kernel.byteOrder(), 2 * ENTRY);
        entries.putInt(0, source.number()).putInt(ENTRY, bell.number());
        // Two halves: the events that are asked for, and those that came.
        entries.bytes().putShort(4, (short) POLLIN).putShort(ENTRY + 4, (short) POLLIN);
        Argument limit = Argument.of(0);
        if (!atMost.isNegative()) {
            limit = Block.output(kernel.byteOrder(), 16)
                    .putLong(0, atMost.getSeconds())
                    .putLong(8, atMost.getNano());
        }
        long result = kernel.call(SystemCall.PPOLL, entries, Argument.of(2), limit, Argument.of(0), Argument.of(0));
        if (result == -Errno.EINTR.number()) {
            return true;
        }
        SystemCallException.check("ppoll", result);
        if (entries.bytes().getShort(ENTRY + 6) != 0) {
            kernel.call(
                    SystemCall.READ,
                    Argument.of(bell.number()),
                    Block.output(kernel.byteOrder(), Long.BYTES),
                    Argument.of(Long.BYTES));
        }
        return entries.bytes().getShort(6) != 0;
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
        source.close();
        bell.close();
    }
}
