package io.github.bpfmaven.instruction;

import io.github.bpfmaven.instruction.Instruction.InstructionClass;
import io.github.bpfmaven.instruction.Instruction.Mode;

/**
 * Instructions as {@code llvm-objdump -d} of LLVM 20 prints them, without what it appends to jumps and calls:
 * {@code r1 = *(u64 *)(r6 + 0x8)}.
 *
 * <p>What differs from LLVM 20: {@code load_acquire} and {@code store_release} (Linux 6.15) are printed as LLVM 21 does, and
 * an atomic operation whose number means nothing is {@code <unknown>}, where LLVM 20 takes it for one like it. A 64-bit load
 * whose source field gives its number a meaning ({@code ld_pseudo}) has all 64 bits, of which LLVM 20 prints the lower 32.
 *
 * <p>Source: {@code llvm/lib/Target/BPF/BPFInstrInfo.td} and {@code MCTargetDesc/BPFInstPrinter.cpp}; RFC 9669.
 */
public final class InstructionText {
    /** What stands for code that is no instruction. */
    public static final String UNKNOWN = "<unknown>";

    private static final int LAST_REGISTER = 11;

    private InstructionText() {}

    /** The text; {@link #UNKNOWN} if BPF has no such instruction. */
    public static String of(Instruction instruction) {
        return switch (instruction.instructionClass()) {
            case LD -> load(instruction);
            case LDX -> loadMemory(instruction);
            case ST -> storeNumber(instruction);
            case STX -> store(instruction);
            case ALU, ALU64 -> ArithmeticText.of(instruction);
            case JMP, JMP32 -> JumpText.of(instruction);
        };
    }

    private static String load(Instruction instruction) {
        if (instruction.isLoad64()) {
            return load64(instruction);
        }
        if (instruction.size() == 8) {
            return UNKNOWN;
        }
        return switch (instruction.mode()) {
            case ABS -> "r0 = *(" + unsigned(instruction) + " *)skb[" + number(instruction.immediate()) + "]";
            case IND ->
                valid(instruction.source())
                        ? "r0 = *(" + unsigned(instruction) + " *)skb[r" + instruction.source() + "]"
                        : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private static String load64(Instruction instruction) {
        if (!valid(instruction.destination()) || instruction.offset() != 0 || instruction.slots() == 1) {
            return UNKNOWN;
        }
        String register = "r" + instruction.destination();
        return instruction.source() == 0
                ? register + " = " + number(instruction.immediate()) + " ll"
                : "ld_pseudo\t" + register + ", " + number(instruction.source()) + ", "
                        + number(instruction.immediate());
    }

    private static String loadMemory(Instruction instruction) {
        boolean signed = instruction.mode() == Mode.MEMSX;
        if (!valid(instruction.destination())
                || !valid(instruction.source())
                || !signed && instruction.mode() != Mode.MEM
                || signed && instruction.size() == 8) {
            return UNKNOWN;
        }
        boolean whole = signed || instruction.size() == 8;
        String type = signed ? "s" + 8 * instruction.size() : unsigned(instruction);
        return (whole ? "r" : "w") + instruction.destination() + " = *(" + type + " *)("
                + address(instruction.source(), instruction) + ")";
    }

    private static String storeNumber(Instruction instruction) {
        if (instruction.mode() != Mode.MEM || !valid(instruction.destination())) {
            return UNKNOWN;
        }
        return "*(" + unsigned(instruction) + " *)(" + address(instruction.destination(), instruction) + ") = "
                + number(instruction.immediate());
    }

    private static String store(Instruction instruction) {
        if (!valid(instruction.destination()) || !valid(instruction.source())) {
            return UNKNOWN;
        }
        if (instruction.mode() == Mode.ATOMIC) {
            return AtomicText.of(instruction);
        }
        if (instruction.mode() != Mode.MEM) {
            return UNKNOWN;
        }
        return "*(" + unsigned(instruction) + " *)(" + address(instruction.destination(), instruction) + ") = "
                + (instruction.size() == 8 ? "r" : "w") + instruction.source();
    }

    /** The registers that LLVM decodes: r11 is its own, and in no code that it emits. */
    static boolean valid(int register) {
        return register <= LAST_REGISTER;
    }

    /** {@code u32}. */
    static String unsigned(Instruction instruction) {
        return "u" + 8 * instruction.size();
    }

    /** {@code r6 + 0x8}. */
    static String address(int base, Instruction instruction) {
        int offset = instruction.offset();
        return "r" + base + (offset < 0 ? " - " : " + ") + "0x" + Integer.toHexString(Math.abs(offset));
    }

    /** {@code 0x10}, {@code -0x10}. */
    static String number(long value) {
        return value < 0 ? "-0x" + Long.toHexString(-value) : "0x" + Long.toHexString(value);
    }

    /** {@code r1}, or {@code w1} for arithmetic and comparisons of 32 bits. */
    static String register(Instruction instruction, int number) {
        InstructionClass kind = instruction.instructionClass();
        return (kind == InstructionClass.ALU || kind == InstructionClass.JMP32 ? "w" : "r") + number;
    }
}
