package io.github.bpfmaven.loader.report;

import java.io.IOException;
import java.util.OptionalInt;

import io.github.bpfmaven.loader.kernel.SystemCallException;

/** An object, or a part of it, could not be put into the kernel. Nothing of it is left there. */
public class BpfLoadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String part;
    private final int errno;

    /**
     * The object is not as it must be.
     *
     * @param part of the object: {@code map 'packets'}; {@code object} for the whole
     * @param problem what is wrong, and what to do
     */
    public BpfLoadException(String part, String problem) {
        super(part + ": " + problem);
        this.part = part;
        this.errno = 0;
    }

    /** The same, because of something else. */
    public BpfLoadException(String part, String problem, Throwable cause) {
        super(part + ": " + problem, cause);
        this.part = part;
        this.errno = cause instanceof SystemCallException refused ? refused.errno() : 0;
    }

    BpfLoadException(String part, String problem, int errno) {
        super(part + ": " + problem);
        this.part = part;
        this.errno = errno;
    }

    /** The kernel refused a call. */
    public static BpfLoadException refused(String part, SystemCallException refusal, Advice advice) {
        return new BpfLoadException(part, refusal.getMessage() + advice.after(refusal.errno()), refusal);
    }

    /** The part of the object that it is about: {@code program 'count'}. */
    public String part() {
        return part;
    }

    /** What is wrong with that part: the message without it. */
    public String problem() {
        return getMessage().substring(part.length() + ": ".length());
    }

    /** The number of the kernel's error; nothing if it was not the kernel that refused. */
    public OptionalInt errno() {
        return errno == 0 ? OptionalInt.empty() : OptionalInt.of(errno);
    }
}
