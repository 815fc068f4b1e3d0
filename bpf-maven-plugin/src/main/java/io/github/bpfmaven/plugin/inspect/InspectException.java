package io.github.bpfmaven.plugin.inspect;

/** There is nothing to look into, or it is no BPF object; the message says what and where, and what to do. */
public final class InspectException extends Exception {
    private static final long serialVersionUID = 1L;

    InspectException(String message) {
        super(message);
    }

    InspectException(String message, Throwable cause) {
        super(message, cause);
    }
}
