package io.github.bpfmaven.relocation;

/** A relocation can't be as it is; who knows where it stands makes a {@link CoreRelocationException} of it. */
public final class InvalidSpecException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSpecException(String problem) {
        super(problem);
    }
}
