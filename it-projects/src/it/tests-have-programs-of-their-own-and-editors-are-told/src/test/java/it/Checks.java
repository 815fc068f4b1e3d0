package it;

/** Compiles only if tests see the classes of both. */
final class Checks {
    static final Class<?>[] CLASSES = {CheckBpf.class, DropBpf.class, it.arch.TraceBpf.class};

    private Checks() {}
}
