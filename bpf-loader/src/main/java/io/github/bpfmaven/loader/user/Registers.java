package io.github.bpfmaven.loader.user;

import java.util.List;

/**
 * Where registers are among those that a program sees.
 *
 * <p>Source: {@code struct pt_regs} of x86, {@code struct user_pt_regs} of arm64 and s390, {@code struct user_regs_struct} of
 * riscv in {@code arch/*}{@code /include/uapi/asm/ptrace.h}, Linux 6.18.
 */
final class Registers {
    /** In the order of the structure, each with the names of its parts. */
    private static final List<List<String>> X86 = List.of(
            List.of("r15", "r15d", "r15w", "r15b"),
            List.of("r14", "r14d", "r14w", "r14b"),
            List.of("r13", "r13d", "r13w", "r13b"),
            List.of("r12", "r12d", "r12w", "r12b"),
            List.of("rbp", "ebp", "bp", "bpl"),
            List.of("rbx", "ebx", "bx", "bl"),
            List.of("r11", "r11d", "r11w", "r11b"),
            List.of("r10", "r10d", "r10w", "r10b"),
            List.of("r9", "r9d", "r9w", "r9b"),
            List.of("r8", "r8d", "r8w", "r8b"),
            List.of("rax", "eax", "ax", "al"),
            List.of("rcx", "ecx", "cx", "cl"),
            List.of("rdx", "edx", "dx", "dl"),
            List.of("rsi", "esi", "si", "sil"),
            List.of("rdi", "edi", "di", "dil"),
            List.of("orig_rax"),
            List.of("rip", "eip"),
            List.of("cs"),
            List.of("eflags"),
            List.of("rsp", "esp", "sp", "spl"));

    private static final List<String> RISCV = List.of(
            "pc", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7",
            "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6");

    /** Behind two arguments and the program status word. */
    private static final int S390_FIRST = 24;

    private static final int ARM_STACK_POINTER = 31;

    private Registers() {}

    /** In bytes; less than 0 if there is no such register. */
    static int x86(String name) {
        for (int i = 0; i < X86.size(); i++) {
            if (X86.get(i).contains(name)) {
                return i * Long.BYTES;
            }
        }
        return -1;
    }

    static int arm(String name) {
        if (name.equals("sp")) {
            return ARM_STACK_POINTER * Long.BYTES;
        }
        return name.matches("[xw]([12]?\\d|30)") ? Integer.parseInt(name.substring(1)) * Long.BYTES : -1;
    }

    static int s390(String name) {
        return name.matches("r(\\d|1[0-5])") ? S390_FIRST + Integer.parseInt(name.substring(1)) * Long.BYTES : -1;
    }

    static int riscv(String name) {
        int index = RISCV.indexOf(name);
        return index < 0 ? -1 : index * Long.BYTES;
    }
}
