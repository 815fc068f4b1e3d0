package io.github.bpfmaven.toolchain;

/**
 * LLVM can't be had on this machine as things are: the surroundings are wrong, not the user's program. The message says
 * what is wrong, where, and what to do next; it is meant to be shown as it is.
 */
public final class ToolchainException extends Exception {
    private static final long serialVersionUID = 1L;

    public ToolchainException(String message) {
        super(message);
    }

    public ToolchainException(String message, Throwable cause) {
        super(message, cause);
    }
}
