package io.github.bpfmaven.instruction;

import java.util.List;

import io.github.bpfmaven.instruction.Instruction.InstructionClass;

/** The text of arithmetic, moves and byte swaps. */
final class ArithmeticText {
    /** By the number of the operation; empty for those that are written otherwise. */
    private static final List<String> OPERATORS =
            List.of("+=", "-=", "*=", "/=", "|=", "&=", "<<=", ">>=", "", "%=", "^=", "", "s>>=", "");

    private static final int DIVIDE = 0x3;
    private static final int NEGATE = 0x8;
    private static final int MODULO = 0x9;
    private static final int MOVE = 0xb;
    private static final int SWAP = 0xd;

    private ArithmeticText() {}

    static String of(Instruction instruction) {
        int operation = instruction.operation();
        boolean readsSource = instruction.usesSource() && operation != SWAP && operation != NEGATE;
        if (operation >= OPERATORS.size()
                || !InstructionText.valid(instruction.destination())
                || readsSource && !InstructionText.valid(instruction.source())) {
            return InstructionText.UNKNOWN;
        }
        return switch (operation) {
            case NEGATE -> negation(instruction);
            case MOVE -> move(instruction);
            case SWAP -> swap(instruction);
            default -> arithmetic(instruction);
        };
    }

    private static String arithmetic(Instruction instruction) {
        int operation = instruction.operation();
        boolean signed = instruction.offset() == 1 && (operation == DIVIDE || operation == MODULO);
        if (instruction.offset() != 0 && !signed) {
            return InstructionText.UNKNOWN;
        }
        return destination(instruction) + " " + (signed ? "s" : "") + OPERATORS.get(operation) + " "
                + operand(instruction);
    }

    private static String negation(Instruction instruction) {
        return instruction.usesSource()
                ? InstructionText.UNKNOWN
                : destination(instruction) + " = -" + destination(instruction);
    }

    private static String move(Instruction instruction) {
        String copy = destination(instruction) + " = ";
        int offset = instruction.offset();
        boolean whole = instruction.instructionClass() == InstructionClass.ALU64;
        if (offset == 0) {
            return copy + operand(instruction);
        }
        if (!instruction.usesSource()) {
            return InstructionText.UNKNOWN;
        }
        if (offset == 8 || offset == 16 || offset == 32 && whole) {
            return copy + "(s" + offset + ")" + operand(instruction);
        }
        if (offset == 1 && whole) {
            return copy + "addr_space_cast(" + operand(instruction) + ", "
                    + InstructionText.number(instruction.immediate() >>> 16 & 0xffff) + ", "
                    + InstructionText.number(instruction.immediate() & 0xffff) + ")";
        }
        return InstructionText.UNKNOWN;
    }

    private static String swap(Instruction instruction) {
        long bits = instruction.immediate();
        boolean always = instruction.instructionClass() == InstructionClass.ALU64;
        if (bits != 16 && bits != 32 && bits != 64 || always && instruction.usesSource()) {
            return InstructionText.UNKNOWN;
        }
        String name = always ? "bswap" : instruction.usesSource() ? "be" : "le";
        String register = "r" + instruction.destination();
        return register + " = " + name + bits + " " + register;
    }

    private static String destination(Instruction instruction) {
        return InstructionText.register(instruction, instruction.destination());
    }

    private static String operand(Instruction instruction) {
        return instruction.usesSource()
                ? InstructionText.register(instruction, instruction.source())
                : InstructionText.number(instruction.immediate());
    }
}
