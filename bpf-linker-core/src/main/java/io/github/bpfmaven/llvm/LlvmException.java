package io.github.bpfmaven.llvm;

/** LLVM refused something: bitcode that it can't read, a pass pipeline, an emission. The message is LLVM's own. */
public final class LlvmException extends Exception {
    private static final long serialVersionUID = 1L;

    public LlvmException(String message) {
        super(message);
    }
}
