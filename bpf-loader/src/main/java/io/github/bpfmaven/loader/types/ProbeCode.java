package io.github.bpfmaven.loader.types;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The few instructions that probes are made of. */
final class ProbeCode {
    private static final int MOV64_K = 0xb7;
    private static final int MOV64_X = 0xbf;
    private static final int ADD64_K = 0x07;
    private static final int ST_DW = 0x7a;
    private static final int LD_IMM64 = 0x18;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;
    private static final int PSEUDO_MAP_VALUE = 2;

    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProbeCode(ByteOrder order) {
        this.order = order;
    }

    ProbeCode set(int register, int value) {
        return add(MOV64_K, register, 0, value);
    }

    ProbeCode copy(int register, int from) {
        return add(MOV64_X, register, from, 0);
    }

    ProbeCode add(int register, int value) {
        return add(ADD64_K, register, 0, value);
    }

    ProbeCode store(int register, int value) {
        return add(ST_DW, register, 0, value);
    }

    ProbeCode mapValue(int register, int map, int offset) {
        return add(LD_IMM64, register, PSEUDO_MAP_VALUE, map).add(0, 0, 0, offset);
    }

    ProbeCode call(int helper) {
        return add(CALL, 0, 0, helper);
    }

    ProbeCode exit() {
        return add(EXIT, 0, 0, 0);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** The registers are bit fields of C, which lie the other way round on big-endian machines. */
    private ProbeCode add(int code, int destination, int source, int immediate) {
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        int registers = little ? source << 4 | destination : destination << 4 | source;
        out.writeBytes(ByteBuffer.allocate(8)
                .order(order)
                .put((byte) code)
                .put((byte) registers)
                .putShort((short) 0)
                .putInt(immediate)
                .array());
        return this;
    }
}
