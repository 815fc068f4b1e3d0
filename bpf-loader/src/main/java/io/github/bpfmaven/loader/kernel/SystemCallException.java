package io.github.bpfmaven.loader.kernel;

import java.io.IOException;

/** The kernel refused a system call. */
public final class SystemCallException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int errno;

    /**
     * @param call the call and its command: {@code bpf(BPF_MAP_CREATE)}
     * @param errno the number of the error, positive
     */
    public SystemCallException(String call, int errno) {
        super(call + ": " + Errno.text(errno));
        this.call = call;
        this.errno = errno;
    }

    /** The call and its command: {@code bpf(BPF_MAP_CREATE)}. */
    public String call() {
        return call;
    }

    /** The number of the error, positive; {@link Errno} names them. */
    public int errno() {
        return errno;
    }

    /** Whether it is this error. */
    public boolean is(Errno error) {
        return errno == error.number();
    }

    /**
     * What a call returned, if it succeeded.
     *
     * @param result as {@link Kernel#call} gives it
     * @throws SystemCallException if it did not
     */
    public static long check(String call, long result) throws SystemCallException {
        if (result < 0) {
            throw new SystemCallException(call, (int) -result);
        }
        return result;
    }
}
