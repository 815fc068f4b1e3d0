package io.github.bpfmaven.toolchain;

/** Hears what happens while LLVM is made ready; called on the thread that asked for it. */
public interface ToolchainListener {
    /** Something that takes time, or is done: one sentence without a line break. */
    void info(String message);

    /** Something was not as it should be and has been dealt with. */
    void warn(String message);

    /** Hears nothing. */
    static ToolchainListener silent() {
        return new ToolchainListener() {
            @Override
            public void info(String message) {}

            @Override
            public void warn(String message) {}
        };
    }
}
