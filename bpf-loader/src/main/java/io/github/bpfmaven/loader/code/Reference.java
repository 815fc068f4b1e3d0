package io.github.bpfmaven.loader.code;

/** What an instruction refers to, as its relocation says. */
public sealed interface Reference {
    /** A map. */
    record ToMap(String map) implements Reference {}

    /**
     * A global variable.
     *
     * @param section of data
     * @param offset in bytes; what stands in the instruction is added
     */
    record ToData(String section, long offset) implements Reference {}

    /** The address or the value of something in the kernel. */
    record ToExtern(String name) implements Reference {}

    /** A call of a function of the kernel. */
    record ToExternCall(String name) implements Reference {}

    /**
     * A call of a function in {@code .text}.
     *
     * @param offset of the symbol in bytes; what stands in the instruction is added
     */
    record ToCall(long offset) implements Reference {}

    /**
     * The address of a function in {@code .text}.
     *
     * @param offset of the symbol in bytes; what stands in the instruction is added
     */
    record ToFunction(long offset) implements Reference {}
}
