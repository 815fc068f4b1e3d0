package io.github.bpfmaven.worker;

/** The surroundings keep the worker from working: it can't be started, or LLVM can't be loaded into it. */
public final class WorkerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkerException(String message) {
        super(message);
    }

    WorkerException(String message, Throwable cause) {
        super(message, cause);
    }
}
