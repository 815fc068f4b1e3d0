package io.github.bpfmaven.plugin.datatypes;

/** A type of the object can't be a type of Java; the message says which and why. */
public final class DataTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataTypeException(String message) {
        super(message);
    }
}
