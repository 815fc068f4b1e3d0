package io.github.bpfmaven.plugin.start;

/** There can't be such a project; the message says why and what to do. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }
}
