package io.github.bpfmaven.header;

/** There is no header: what was asked for is not there, or C cannot say it. The message is for the one who asked. */
public final class HeaderException extends Exception {
    private static final long serialVersionUID = 1L;

    HeaderException(String message) {
        super(message);
    }
}
