package io.github.bpfmaven.loader.machine;

/** The guest's kernel has panicked before it could be reached. */
final class GuestPanicException extends MachineException {
    private static final long serialVersionUID = 1L;

    GuestPanicException(MachineException panic) {
        super(String.valueOf(panic.getMessage()), panic);
    }
}
