package io.github.bpfmaven.input;

/** A file that can't go into a link. The message names it and says what to do. */
public final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    InputException(String message) {
        super(message);
    }
}
