package io.github.bpfmaven.relocation;

/** A CO-RE relocation is damaged, or a loader would refuse its object for it; the message names the relocation. */
public final class CoreRelocationException extends Exception {
    private static final long serialVersionUID = 1L;

    CoreRelocationException(String problem) {
        super(problem);
    }

    CoreRelocationException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
