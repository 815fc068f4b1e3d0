package io.github.bpfmaven.loader.kernel;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file descriptor of a kernel. It is closed once, and not while a call uses it: the kernel may give its number to another
 * file at once, and that call would then reach that one.
 */
public final class Descriptor implements AutoCloseable {
    private static final int CLOSED = Integer.MIN_VALUE;

    private final Kernel kernel;
    private final int number;
    /** How many calls use it; below 0 once it is to be closed, {@link #CLOSED} and as many as there still are. */
    private final AtomicInteger users = new AtomicInteger();

    /** What is done with a descriptor. */
    @FunctionalInterface
    public interface Use<R> {
        /** @param number the descriptor's number, which is good as long as this runs */
        R with(int number) throws IOException;
    }

    /** Takes over a descriptor that a call returned. */
    public Descriptor(Kernel kernel, int number) {
        this.kernel = kernel;
        this.number = number;
    }

    /** Takes over what a call returned, if it is no error. */
    public static Descriptor of(Kernel kernel, String call, long result) throws SystemCallException {
        return new Descriptor(kernel, (int) SystemCallException.check(call, result));
    }

    /** The kernel that it is of. */
    public Kernel kernel() {
        return kernel;
    }

    /**
     * Its number, for one who sees to it himself that it is not closed.
     *
     * @throws IllegalStateException if it is closed
     */
    public int number() {
        if (users.get() < 0) {
            throw closed();
        }
        return number;
    }

    /** Whether it is closed, or about to be. */
    public boolean isClosed() {
        return users.get() < 0;
    }

    /**
     * Uses it; it is not closed before that ends.
     *
     * @throws IllegalStateException if it is closed
     */
    public <R> R use(Use<R> use) throws IOException {
        if (users.getAndUpdate(count -> count < 0 ? count : count + 1) < 0) {
            throw closed();
        }
        try {
            return use.with(number);
        } finally {
            if (users.decrementAndGet() == CLOSED) {
                release();
            }
        }
    }

    /** Closes it when nothing uses it any more; nothing happens the second time. */
    @Override
    public void close() throws IOException {
        int before = users.getAndUpdate(count -> count < 0 ? count : CLOSED + count);
        if (before == 0) {
            release();
        }
    }

    private void release() throws IOException {
        // Whatever close(2) answers, the descriptor is gone on Linux.
        kernel.call(SystemCall.CLOSE, Argument.of(number));
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("it is closed");
    }
}
