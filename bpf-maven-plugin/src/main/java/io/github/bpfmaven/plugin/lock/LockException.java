package io.github.bpfmaven.plugin.lock;

/** A file that is no lock, or not one that {@code bpf:update} has written so. */
public final class LockException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Drift.Kind kind;

    /** @param message what is wrong, in words that follow the lock's name */
    LockException(Drift.Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** The same for a list of what is wrong. */
    public Drift drift() {
        return new Drift(kind, Lock.NAME, Lock.NAME + " " + getMessage());
    }
}
