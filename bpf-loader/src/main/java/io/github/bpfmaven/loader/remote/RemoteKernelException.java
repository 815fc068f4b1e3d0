package io.github.bpfmaven.loader.remote;

import java.io.IOException;

/** A remote kernel is gone, silent, or says what is no answer. No call to it succeeds any more. */
public final class RemoteKernelException extends IOException {
    private static final long serialVersionUID = 1L;

    RemoteKernelException(String message) {
        super(message);
    }

    RemoteKernelException(String message, Throwable cause) {
        super(message, cause);
    }
}
