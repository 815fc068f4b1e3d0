package io.github.bpfmaven.instruction;

import java.util.List;

import io.github.bpfmaven.instruction.Instruction.InstructionClass;

/** The text of jumps, calls and exit. */
final class JumpText {
    /** By the number of the operation; empty for those that compare nothing. */
    private static final List<String> COMPARISONS =
            List.of("", "==", ">", ">=", "&", "!=", "s>", "s>=", "", "", "<", "<=", "s<", "s<=");

    private JumpText() {}

    static String of(Instruction instruction) {
        return instruction.instructionClass() == InstructionClass.JMP ? wide(instruction) : narrow(instruction);
    }

    private static String wide(Instruction instruction) {
        return switch (instruction.opcode()) {
            case 0x05 -> "goto " + step(instruction.offset());
            case 0x85 -> "call " + InstructionText.number(instruction.immediate());
            case 0x8d ->
                InstructionText.valid(instruction.destination())
                        ? "callx r" + instruction.destination()
                        : InstructionText.UNKNOWN;
            case 0x95 -> instruction.immediate() == 0 ? "exit" : InstructionText.UNKNOWN;
            case 0xe5 -> "may_goto " + step(instruction.offset());
            default -> comparison(instruction);
        };
    }

    private static String narrow(Instruction instruction) {
        return instruction.isLongJump() ? "gotol " + step(instruction.immediate()) : comparison(instruction);
    }

    private static String comparison(Instruction instruction) {
        int operation = instruction.operation();
        if (operation >= COMPARISONS.size()
                || COMPARISONS.get(operation).isEmpty()
                || !InstructionText.valid(instruction.destination())
                || instruction.usesSource() && !InstructionText.valid(instruction.source())) {
            return InstructionText.UNKNOWN;
        }
        String second = instruction.usesSource()
                ? InstructionText.register(instruction, instruction.source())
                : InstructionText.number(instruction.immediate());
        return "if " + InstructionText.register(instruction, instruction.destination()) + " "
                + COMPARISONS.get(operation) + " " + second + " goto " + step(instruction.offset());
    }

    private static String step(long slots) {
        return (slots < 0 ? "" : "+") + InstructionText.number(slots);
    }
}
