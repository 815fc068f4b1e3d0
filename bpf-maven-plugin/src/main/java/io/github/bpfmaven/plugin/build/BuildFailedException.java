package io.github.bpfmaven.plugin.build;

/** Some sources don't compile or link; why has been logged. */
public final class BuildFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    BuildFailedException(String message) {
        super(message);
    }
}
