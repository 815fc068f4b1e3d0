package io.github.bpfmaven.plugin.provenance;

/** A file does not say where objects come from; the message says why, without its name. */
public final class OriginFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    OriginFormatException(String message) {
        super(message);
    }

    OriginFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
