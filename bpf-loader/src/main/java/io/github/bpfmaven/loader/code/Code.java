package io.github.bpfmaven.loader.code;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Instructions, 8 bytes each ({@code struct bpf_insn} in {@code include/uapi/linux/bpf.h}). A 64-bit load takes two places.
 * Indices count places. The core's {@link io.github.bpfmaven.instruction.Instruction} is for who reads instructions; here they are
 * changed where they stand. Not for use by more than one thread.
 */
public final class Code {
    /** Bytes of an instruction. */
    public static final int SIZE = 8;
    /** {@code BPF_LD | BPF_IMM | BPF_DW}: the first place of a 64-bit load. */
    public static final int LOAD_64 = 0x18;
    /** {@code BPF_JMP | BPF_CALL}. */
    public static final int CALL = 0x85;
    /** {@code BPF_PSEUDO_MAP_FD}: what is loaded is a map. */
    public static final int PSEUDO_MAP = 1;
    /** {@code BPF_PSEUDO_MAP_VALUE}: what is loaded is an address in a map's value. */
    public static final int PSEUDO_MAP_VALUE = 2;
    /** {@code BPF_PSEUDO_BTF_ID}: what is loaded is the address of a variable of the kernel. */
    public static final int PSEUDO_BTF_ID = 3;
    /** {@code BPF_PSEUDO_FUNC}: what is loaded is the address of a subprogram. */
    public static final int PSEUDO_FUNCTION = 4;
    /** {@code BPF_PSEUDO_CALL}: what is called is a subprogram. */
    public static final int PSEUDO_CALL = 1;
    /** {@code BPF_PSEUDO_KFUNC_CALL}: what is called is a function of the kernel. */
    public static final int PSEUDO_KFUNC_CALL = 2;

    private final ByteOrder order;
    private byte[] bytes;
    private ByteBuffer buffer;

    /** @param bytes a multiple of 8; not copied */
    Code(byte[] bytes, ByteOrder order) {
        this.order = order;
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(order);
    }

    Code copy() {
        return new Code(bytes.clone(), order);
    }

    /** Adds the instructions of another at the end. */
    void append(Code other) {
        int end = bytes.length;
        bytes = Arrays.copyOf(bytes, Math.addExact(end, other.bytes.length));
        System.arraycopy(other.bytes, 0, bytes, end, other.bytes.length);
        buffer = ByteBuffer.wrap(bytes).order(order);
    }

    /** How many places there are. */
    public int count() {
        return bytes.length / SIZE;
    }

    /** The instructions, as a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    int opcode(int index) {
        return bytes[index * SIZE] & 0xff;
    }

    /** The registers are bit fields of C, which lie the other way round on big-endian machines. */
    int source(int index) {
        int registers = bytes[index * SIZE + 1] & 0xff;
        return order == ByteOrder.LITTLE_ENDIAN ? registers >> 4 : registers & 0xf;
    }

    int offset(int index) {
        return buffer.getShort(index * SIZE + 2);
    }

    int immediate(int index) {
        return buffer.getInt(index * SIZE + 4);
    }

    /** Whether a 64-bit load starts here, and its second place is there. */
    boolean isLoad64(int index) {
        return opcode(index) == LOAD_64 && index + 1 < count();
    }

    void setOpcode(int index, int opcode) {
        bytes[index * SIZE] = (byte) opcode;
    }

    void setSource(int index, int source) {
        int registers = bytes[index * SIZE + 1] & 0xff;
        bytes[index * SIZE + 1] =
                (byte) (order == ByteOrder.LITTLE_ENDIAN ? registers & 0xf | source << 4 : registers & 0xf0 | source);
    }

    void setOffset(int index, int offset) {
        buffer.putShort(index * SIZE + 2, (short) offset);
    }

    void setImmediate(int index, int immediate) {
        buffer.putInt(index * SIZE + 4, immediate);
    }

    /** Makes it a call of a helper that no kernel has: refused, unless no path leads there. */
    void poison(int index, int helper) {
        bytes[index * SIZE] = (byte) CALL;
        bytes[index * SIZE + 1] = 0;
        setOffset(index, 0);
        setImmediate(index, helper);
    }
}
