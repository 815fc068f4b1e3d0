package io.github.bpfmaven.instruction;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One BPF instruction, as it stands in an object: fields that the instruction does not use hold what the code has there.
 *
 * <p>Source: RFC 9669, "BPF Instruction Set Architecture", sections 3 and 5; {@code struct bpf_insn} in
 * {@code include/uapi/linux/bpf.h}.
 *
 * @param slot its place in the code, in slots of 8 bytes from the start of what was read; jumps count in slots
 * @param opcode class, operation or size and mode: 0 to 255
 * @param destination number of the destination register: 0 to 15, of which BPF has 0 to 10
 * @param source number of the source register, or what the immediate of a 64-bit load or a call means: 0 to 15
 * @param offset signed 16 bits: of memory in bytes, of jumps in slots from the next instruction
 * @param immediate signed 32 bits, widened; of a 64-bit load all 64 bits
 * @param slots 1, or 2 for a 64-bit load
 */
public record Instruction(int slot, int opcode, int destination, int source, int offset, long immediate, int slots) {
    /** Size of a slot in bytes. */
    public static final int SLOT_SIZE = 8;

    /** {@code ld_imm64}: the only instruction of two slots. */
    static final int LOAD_64 = 0x18;

    /** {@code BPF_PSEUDO_CALL}: the callee is a function of the same program. */
    static final int PSEUDO_CALL = 1;

    /** {@code BPF_PSEUDO_KFUNC_CALL}: the callee is a function of the kernel's, the immediate its BTF id. */
    static final int PSEUDO_KFUNC_CALL = 2;

    private static final int CALL = 0x85;
    private static final int CALL_REGISTER = 0x8d;
    private static final int EXIT = 0x95;
    private static final int JUMP_ALWAYS = 0x05;
    private static final int JUMP_ALWAYS_LONG = 0x06;
    private static final int MAY_GOTO = 0xe5;

    /** What the three lowest bits of an opcode say. The ordinal is the number. */
    public enum InstructionClass {
        /** 64-bit loads; loads from packets, which classic BPF left behind. */
        LD,
        /** Loads from memory. */
        LDX,
        /** Stores of a number. */
        ST,
        /** Stores of a register; atomic operations. */
        STX,
        /** Arithmetic of 32 bits. */
        ALU,
        /** Jumps that compare 64 bits; calls, exit. */
        JMP,
        /** Jumps that compare 32 bits. */
        JMP32,
        /** Arithmetic of 64 bits. */
        ALU64;

        private static final List<InstructionClass> ALL = List.of(values());
    }

    /**
     * Reads code. What is left behind the last whole slot is not read, and the first half of a 64-bit load at the very end
     * is an instruction of one slot, which no kernel takes.
     *
     * @param code a section or a function
     * @param byteOrder of the object: it also tells which half of the second byte is the destination
     */
    public static List<Instruction> read(byte[] code, ByteOrder byteOrder) {
        ByteBuffer in = ByteBuffer.wrap(code).order(byteOrder);
        int count = code.length / SLOT_SIZE;
        List<Instruction> instructions = new ArrayList<>();
        for (int slot = 0; slot < count; ) {
            Instruction instruction = read(in, slot, slot + 1 < count);
            instructions.add(instruction);
            slot += instruction.slots;
        }
        return instructions;
    }

    private static Instruction read(ByteBuffer in, int slot, boolean hasNext) {
        int at = slot * SLOT_SIZE;
        int opcode = Byte.toUnsignedInt(in.get(at));
        int registers = Byte.toUnsignedInt(in.get(at + 1));
        boolean little = in.order().equals(ByteOrder.LITTLE_ENDIAN);
        int low = registers & 0xf;
        int high = registers >> 4;
        long immediate = in.getInt(at + 4);
        boolean wide = opcode == LOAD_64 && hasNext;
        if (wide) {
            immediate = Integer.toUnsignedLong((int) immediate) | (long) in.getInt(at + SLOT_SIZE + 4) << 32;
        }
        return new Instruction(
                slot, opcode, little ? low : high, little ? high : low, in.getShort(at + 2), immediate, wide ? 2 : 1);
    }

    /** The class. */
    public InstructionClass instructionClass() {
        return InstructionClass.ALL.get(opcode & 0x07);
    }

    /** The upper four bits of the opcode: what arithmetic, what comparison. */
    public int operation() {
        return opcode >> 4;
    }

    /** Whether the second operand is a register and not the immediate; means this for arithmetic and jumps only. */
    public boolean usesSource() {
        return (opcode & 0x08) != 0;
    }

    /** Of loads and stores, how many bytes: 1, 2, 4 or 8. */
    public int size() {
        return switch (opcode & 0x18) {
            case 0x00 -> 4;
            case 0x08 -> 2;
            case 0x10 -> 1;
            default -> 8;
        };
    }

    /** Of loads and stores, the upper three bits of the opcode. */
    public Mode mode() {
        return Mode.ALL.get(opcode >> 5);
    }

    /** How a load or a store works. The ordinal is the number. */
    public enum Mode {
        /** A 64-bit load. */
        IMM,
        /** From a packet, at a place that the instruction names. */
        ABS,
        /** From a packet, at a place in a register. */
        IND,
        /** Memory. */
        MEM,
        /** Memory, sign-extended. */
        MEMSX,
        /** Nothing yet. */
        RESERVED_5,
        /** An atomic operation. */
        ATOMIC,
        /** Nothing yet. */
        RESERVED_7;

        private static final List<Mode> ALL = List.of(values());
    }

    /** Whether this is a 64-bit load ({@code ld_imm64}), of a number, or of the address of a map, a variable or a function. */
    public boolean isLoad64() {
        return opcode == LOAD_64;
    }

    /** Whether this calls anything: a helper, a function of the program, of the kernel's, or what a register holds. */
    public boolean isCall() {
        return opcode == CALL || opcode == CALL_REGISTER;
    }

    /** Whether this calls a function of the same program. */
    public boolean isCallOfSubprogram() {
        return opcode == CALL && source == PSEUDO_CALL;
    }

    /** Whether this calls a helper; its number is the immediate. In objects, calls of kfuncs look the same but for a relocation. */
    public boolean isCallOfHelper() {
        return opcode == CALL && source == 0;
    }

    /** Whether this calls a function of the kernel's by its BTF id, as loaded programs do. */
    public boolean isCallOfKfunc() {
        return opcode == CALL && source == PSEUDO_KFUNC_CALL;
    }

    /** Whether this calls what a register holds ({@code callx}). */
    public boolean isCallOfRegister() {
        return opcode == CALL_REGISTER;
    }

    /** Whether this ends the function. */
    public boolean isExit() {
        return opcode == EXIT;
    }

    /** Whether this may go on elsewhere than at the next instruction, other than by a call or an exit. */
    public boolean isJump() {
        return switch (instructionClass()) {
            case JMP -> opcode != CALL && opcode != CALL_REGISTER && opcode != EXIT;
            case JMP32 -> true;
            default -> false;
        };
    }

    /** Whether this always goes on elsewhere. */
    public boolean isJumpAlways() {
        return opcode == JUMP_ALWAYS || opcode == JUMP_ALWAYS_LONG;
    }

    /** Whether the target of a jump stands in the immediate ({@code gotol}). */
    public boolean isLongJump() {
        return opcode == JUMP_ALWAYS_LONG;
    }

    /** Whether this jumps once the program has run for too long ({@code may_goto}). */
    public boolean isMayGoto() {
        return opcode == MAY_GOTO;
    }

    /** Where a jump goes, in slots as {@code slot} counts; may be anywhere in damaged code. */
    public long target() {
        return slot + 1L + (isLongJump() ? immediate : offset);
    }

    /** Whether this is an atomic operation on memory. */
    public boolean isAtomic() {
        return instructionClass() == InstructionClass.STX && mode() == Mode.ATOMIC;
    }
}
