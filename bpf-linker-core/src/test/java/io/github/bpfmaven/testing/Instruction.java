package io.github.bpfmaven.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.elf.ElfFile;

/**
 * An eBPF instruction, 8 bytes; a 64-bit immediate load is two. Source: RFC 9669.
 *
 * @param opcode 0 to 255
 * @param offset signed 16 bits
 * @param immediate signed 32 bits
 */
public record Instruction(int opcode, int source, int offset, int immediate) {
    /** All of a section. */
    public static List<Instruction> of(ElfFile elf, String section) {
        var data = ByteBuffer.wrap(elf.section(section).orElseThrow().data()).order(elf.byteOrder());
        var instructions = new ArrayList<Instruction>();
        while (data.remaining() >= 8) {
            var opcode = data.get() & 0xff;
            var registers = data.get() & 0xff;
            var source = elf.byteOrder().equals(ByteOrder.LITTLE_ENDIAN) ? registers >> 4 : registers & 0xf;
            instructions.add(new Instruction(opcode, source, data.getShort(), data.getInt()));
        }
        return instructions;
    }

    /** A call of another function of the object or of the kernel's, not of a helper. */
    public boolean isCallOfFunction() {
        return opcode == 0x85 && source != 0;
    }

    /** A jump to an instruction before this one. */
    public boolean isBackwardJump() {
        var jumps = (opcode & 0x07) == 0x05 || (opcode & 0x07) == 0x06;
        return jumps && opcode != 0x85 && opcode != 0x95 && (opcode == 0x06 ? immediate < 0 : offset < 0);
    }

    /** An operation on 32-bit halves of registers: {@code BPF_ALU}, not {@code BPF_ALU64}. */
    public boolean isAlu32() {
        return (opcode & 0x07) == 0x04 && (opcode & 0xf0) != 0xd0;
    }
}
