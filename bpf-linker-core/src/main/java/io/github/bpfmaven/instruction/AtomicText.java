package io.github.bpfmaven.instruction;

/** The text of atomic operations on memory. */
final class AtomicText {
    private static final int FETCH = 0x01;
    private static final int EXCHANGE = 0xe1;
    private static final int COMPARE_AND_EXCHANGE = 0xf1;
    private static final int LOAD_ACQUIRE = 0x100;
    private static final int STORE_RELEASE = 0x110;

    private AtomicText() {}

    static String of(Instruction instruction) {
        long operation = instruction.immediate();
        if (operation == LOAD_ACQUIRE) {
            return register(instruction, instruction.destination()) + " = load_acquire("
                    + pointer(instruction.source(), instruction) + ")";
        }
        String target = InstructionText.address(instruction.destination(), instruction);
        String value = register(instruction, instruction.source());
        if (operation == STORE_RELEASE) {
            return "store_release(" + pointer(instruction.destination(), instruction) + ", " + value + ")";
        }
        if (instruction.size() < 4) {
            return InstructionText.UNKNOWN;
        }
        String bits = instruction.size() == 8 ? "_64" : "32_32";
        if (operation == EXCHANGE) {
            return value + " = xchg" + bits + "(" + target + ", " + value + ")";
        }
        if (operation == COMPARE_AND_EXCHANGE) {
            String old = register(instruction, 0);
            return old + " = cmpxchg" + bits + "(" + target + ", " + old + ", " + value + ")";
        }
        boolean fetch = (operation & FETCH) != 0;
        String name = switch ((int) operation & ~FETCH) {
            case 0x00 -> fetch ? "add" : "+";
            case 0x40 -> fetch ? "or" : "|";
            case 0x50 -> fetch ? "and" : "&";
            case 0xa0 -> fetch ? "xor" : "^";
            default -> "";
        };
        if (name.isEmpty()) {
            return InstructionText.UNKNOWN;
        }
        String memory = pointer(instruction.destination(), instruction);
        return fetch
                ? value + " = atomic_fetch_" + name + "(" + memory + ", " + value + ")"
                : "lock *" + memory + " " + name + "= " + value;
    }

    private static String pointer(int base, Instruction instruction) {
        return "(" + InstructionText.unsigned(instruction) + " *)(" + InstructionText.address(base, instruction) + ")";
    }

    private static String register(Instruction instruction, int number) {
        return (instruction.size() == 8 ? "r" : "w") + number;
    }
}
