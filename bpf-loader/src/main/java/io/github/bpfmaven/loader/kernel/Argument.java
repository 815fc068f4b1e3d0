package io.github.bpfmaven.loader.kernel;

/** What is handed to a system call: a number, or the address of bytes. */
public sealed interface Argument permits Argument.Word, Block {
    /** A number, as the 64 bits of a register. */
    record Word(long value) implements Argument {}

    /** A number. */
    static Argument of(long value) {
        return new Word(value);
    }
}
