package io.github.bpfmaven.cli;

/** What was typed makes no sense. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
