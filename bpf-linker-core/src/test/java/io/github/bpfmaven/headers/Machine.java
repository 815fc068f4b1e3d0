package io.github.bpfmaven.headers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.bpfmaven.linker.BpfTarget;

/**
 * Where a machine keeps what {@code PT_REGS_*} asks for.
 *
 * @param name for humans
 * @param architecture as in {@code __TARGET_ARCH_x86}
 * @param targets the byte orders that it has
 * @param wordSize of a register in the struct, in bytes
 * @param prelude C before everything else
 * @param registers what there is; what is missing is not there on that machine
 */
record Machine(
        String name,
        String architecture,
        List<BpfTarget> targets,
        int wordSize,
        String prelude,
        List<Register> registers) {
    private static final List<BpfTarget> LITTLE = List.of(BpfTarget.BPFEL);
    private static final List<BpfTarget> BIG = List.of(BpfTarget.BPFEB);
    private static final List<BpfTarget> BOTH = List.of(BpfTarget.BPFEL, BpfTarget.BPFEB);

    private static final List<String> NAMES = List.of(
            "PARM1", "PARM2", "PARM3", "PARM4", "PARM5", "PARM6", "PARM7", "PARM8", "RET", "FP", "RC", "SP", "IP");

    /**
     * One register.
     *
     * @param name {@code PARM1}, {@code IP}
     * @param systemCall for {@code PT_REGS_PARM1_SYSCALL}
     * @param offset in the struct, in bytes; the loader relocates the first argument of some machines' system calls, whose
     *     offset in the program's own struct is 0
     */
    record Register(String name, boolean systemCall, int offset) {
        /** The macro's name in a form, {@code _CORE} or none. */
        String macro(String form) {
            return "PT_REGS_" + name + form + (systemCall ? "_SYSCALL" : "");
        }
    }

    /**
     * The offsets are those of {@code struct pt_regs} and {@code struct user_pt_regs} in {@code arch/.../include/uapi/asm/ptrace.h},
     * Linux 6.18, in the order that each machine's calling convention passes arguments in; a dash is for what there is not.
     */
    static List<Machine> all() {
        return List.of(
                machine("x86", LITTLE, 8, "", "112 104 96 88 72 64 - - 152 32 80 152 128", "112 104 96 56 72 64"),
                new Machine(
                        "x86 with vmlinux.h",
                        "x86",
                        LITTLE,
                        8,
                        "#include \"vmlinux.h\"\n",
                        registers("112 104 96 88 72 64 - - 152 32 80 152 128", "112 104 96 56 72 64")),
                // x0 to x30, sp, pc.
                machine("arm64", BOTH, 8, "", "0 8 16 24 32 40 48 56 240 232 0 248 256", "0 8 16 24 32 40"),
                // A word, the program status (its address at 16), gprs from 24 on.
                machine("s390", BIG, 8, "", "40 48 56 64 72 - - - 136 112 40 144 16", "0 48 56 64 72 80"),
                // pc, ra, sp, gp, tp, t0 to t2, s0 at 64, s1, a0 at 80.
                machine("riscv", LITTLE, 8, "", "80 88 96 104 112 120 128 136 8 64 80 16 0", "0 88 96 104 112 120"),
                // gpr from 0 on, nip at 256, msr, orig_gpr3 at 272, ctr, link at 288.
                machine("powerpc", BOTH, 8, "", "24 32 40 48 56 64 72 80 288 - 24 8 256", "272 32 40 48 56 64"),
                // regs from 0 on, orig_a0 at 256, csr_era at 264.
                machine("loongarch", LITTLE, 8, "", "32 40 48 56 64 72 80 88 8 176 32 24 264", "32 40 48 56 64 72"),
                // r0 to r15, of 4 bytes.
                machine("arm", BOTH, 4, "", "0 4 8 12 - - - - 56 44 0 52 60", "0 4 8 12 16 20 24"),
                // regs from 0 on, lo at 256, hi, cp0_epc at 272; arguments as the n64 convention has them.
                machine("mips", BOTH, 8, "", "32 40 48 56 64 72 80 88 248 240 16 232 272", "32 40 48 56 64 72"),
                // Eight global and eight "out" registers, which are the "in" registers of what is called; tstate, tpc.
                machine(
                        "sparc",
                        BIG,
                        8,
                        "struct pt_regs { unsigned long u_regs[16], tstate, tpc, tnpc; unsigned int y, magic; };\n",
                        "64 72 80 88 96 104 - - 120 - 64 112 136",
                        "64 72 80 88 96 104"),
                // 26 words: one to pad; bta, the three of a loop, status32, ret, blink, fp, gp, r12 down to r0, sp.
                machine(
                        "arc",
                        BOTH,
                        4,
                        "struct user_regs_struct { unsigned int pad; struct { unsigned int bta, lp_start, lp_end, lp_count,"
                                + " status32, ret, blink, fp, gp, r12, r11, r10, r9, r8, r7, r6, r5, r4, r3, r2, r1, r0,"
                                + " sp; } scratch; };\n",
                        "88 84 80 76 72 68 64 60 28 32 88 92 24",
                        "88 84 80 76 72 68"));
    }

    /** The offsets of some, sorted. */
    List<Integer> offsets(String... names) {
        return registers.stream()
                .filter(register ->
                        !register.systemCall() && Arrays.asList(names).contains(register.name()))
                .map(Register::offset)
                .sorted()
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private static Machine machine(
            String name, List<BpfTarget> targets, int wordSize, String prelude, String offsets, String systemCall) {
        return new Machine(name, name, targets, wordSize, prelude, registers(offsets, systemCall));
    }

    private static List<Register> registers(String offsets, String systemCall) {
        var registers = new ArrayList<Register>();
        add(registers, offsets, false);
        add(registers, systemCall, true);
        return List.copyOf(registers);
    }

    private static void add(List<Register> registers, String offsets, boolean systemCall) {
        var columns = offsets.split(" ");
        for (var number = 0; number < columns.length; number++) {
            if (!columns[number].equals("-")) {
                registers.add(new Register(NAMES.get(number), systemCall, Integer.parseInt(columns[number])));
            }
        }
    }
}
