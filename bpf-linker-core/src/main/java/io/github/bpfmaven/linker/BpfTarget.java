package io.github.bpfmaven.linker;

import java.nio.ByteOrder;

/** The two byte orders that the BPF instruction set comes in; LLVM calls them targets. */
public enum BpfTarget {
    /** Little-endian. */
    BPFEL("bpfel", ByteOrder.LITTLE_ENDIAN),
    /** Big-endian. */
    BPFEB("bpfeb", ByteOrder.BIG_ENDIAN);

    private final String triple;
    private final ByteOrder byteOrder;

    BpfTarget(String triple, ByteOrder byteOrder) {
        this.triple = triple;
        this.byteOrder = byteOrder;
    }

    /** The target of that byte order. */
    public static BpfTarget of(ByteOrder byteOrder) {
        return byteOrder.equals(ByteOrder.LITTLE_ENDIAN) ? BPFEL : BPFEB;
    }

    /** The one that this machine's kernel runs: what LLVM and clang mean by the triple {@code bpf}. */
    public static BpfTarget host() {
        return of(ByteOrder.nativeOrder());
    }

    /** The target triple, as clang's {@code --target} takes it: {@code bpfel} or {@code bpfeb}. */
    public String triple() {
        return triple;
    }

    /** The byte order of instructions and data. */
    public ByteOrder byteOrder() {
        return byteOrder;
    }
}
