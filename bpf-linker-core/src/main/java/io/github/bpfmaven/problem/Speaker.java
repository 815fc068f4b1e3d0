package io.github.bpfmaven.problem;

/** Whose words a message is. */
public enum Speaker {
    /** Clang's: driver, front end and optimiser. */
    CLANG,
    /** The linker's, LLVM's code generation and the checks of finished objects included. */
    LINKER,
    /** Those of whoever looks for LLVM, starts it, or reads what the user has configured. */
    SURROUNDINGS
}
