package io.github.bpfmaven.plugin.verify;

/** Verification did not go well, or was asked for wrongly; the message says what and where, and what to do. */
public final class VerifyException extends Exception {
    private static final long serialVersionUID = 1L;

    VerifyException(String message) {
        super(message);
    }

    VerifyException(String message, Throwable cause) {
        super(message, cause);
    }
}
