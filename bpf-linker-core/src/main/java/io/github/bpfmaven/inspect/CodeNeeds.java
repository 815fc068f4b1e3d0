package io.github.bpfmaven.inspect;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.bpfmaven.instruction.Instruction;
import io.github.bpfmaven.instruction.Instruction.InstructionClass;
import io.github.bpfmaven.instruction.Instruction.Mode;
import io.github.bpfmaven.object.BpfExtern;

/** What the code of a function needs of a kernel. */
final class CodeNeeds {
    private static final Set<Long> PLAIN_ADDITION = Set.of(0L);
    private static final Set<Long> ACQUIRE_RELEASE = Set.of(0x100L, 0x110L);

    private final Map<String, BpfExtern> externs;
    private final Set<KernelNeed> needs = new LinkedHashSet<>();

    /** @param externs of the object, by name */
    CodeNeeds(Map<String, BpfExtern> externs) {
        this.externs = externs;
    }

    Set<KernelNeed> of(FunctionCode function) {
        for (Instruction instruction : function.instructions()) {
            instruction(instruction);
            function.reference(instruction).ifPresent(this::reference);
        }
        return needs;
    }

    private void code(String name) {
        needs.add(KernelNeed.ofCode(name));
    }

    private void instruction(Instruction instruction) {
        if (instruction.isJump()) {
            jump(instruction);
        }
        if (instruction.isCallOfRegister()) {
            needs.add(KernelNeed.unknown("calls of what a register holds (callx)"));
        }
        switch (instruction.instructionClass()) {
            case LDX -> {
                if (instruction.mode() == Mode.MEMSX) {
                    code("load_sign_extended");
                }
            }
            case STX -> {
                if (instruction.isAtomic() && !PLAIN_ADDITION.contains(instruction.immediate())) {
                    code(ACQUIRE_RELEASE.contains(instruction.immediate()) ? "acquire_release" : "atomics");
                }
            }
            case ALU, ALU64 -> arithmetic(instruction);
            default -> {}
        }
    }

    private void jump(Instruction instruction) {
        if (instruction.isMayGoto()) {
            code("may_goto");
        } else if (instruction.target() <= instruction.slot()) {
            code("loop");
        }
        if (instruction.isLongJump()) {
            code("long_jump");
        } else if (instruction.instructionClass() == InstructionClass.JMP32) {
            code("jump32");
        } else if (instruction.operation() >= 0xa && instruction.operation() <= 0xd) {
            code("less_than");
        }
    }

    private void arithmetic(Instruction instruction) {
        boolean whole = instruction.instructionClass() == InstructionClass.ALU64;
        switch (instruction.operation()) {
            case 0x3, 0x9 -> {
                if (instruction.offset() == 1) {
                    code("signed_division");
                }
            }
            case 0xb -> {
                if (instruction.usesSource() && instruction.offset() != 0) {
                    code(whole && instruction.offset() == 1 ? "address_space_cast" : "move_sign_extended");
                }
            }
            case 0xd -> {
                if (whole) {
                    code("byte_swap");
                }
            }
            default -> {}
        }
    }

    private void reference(Reference reference) {
        if (reference instanceof Reference.HelperCall call) {
            needs.add(call.helper().map(KernelNeed::of).orElseGet(() -> KernelNeed.unknown("helper " + call.number())));
        } else if (reference instanceof Reference.KfuncCall call) {
            code("kfunc");
            kfunc(call.name());
        } else if (reference instanceof Reference.SubprogramCall) {
            code("subprogram");
        } else if (reference instanceof Reference.FunctionAddress) {
            code("function_address");
        } else if (reference instanceof Reference.DataAddress) {
            code("global_data");
        } else if (reference instanceof Reference.ExternAddress extern) {
            extern(extern.name());
        }
    }

    private void kfunc(String name) {
        BpfExtern extern = externs.get(name);
        if (extern == null || !extern.weak()) {
            needs.add(KernelNeed.unknown("kfunc " + name));
        }
    }

    private void extern(String name) {
        BpfExtern extern = externs.get(name);
        if (extern == null || extern.kind() == BpfExtern.Kind.UNRESOLVED) {
            return;
        }
        switch (extern.kind()) {
            // A loader makes a map of the settings.
            case KCONFIG -> code("global_data");
            case KSYM_TYPED_VARIABLE -> {
                code("typed_ksym");
                if (!extern.weak()) {
                    needs.add(KernelNeed.unknown("variable " + name));
                }
            }
            case KSYM_FUNCTION -> kfunc(name);
            case KSYM_UNTYPED, UNRESOLVED -> {}
        }
    }
}
