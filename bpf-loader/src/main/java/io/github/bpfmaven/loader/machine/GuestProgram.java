package io.github.bpfmaven.loader.machine;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

import io.github.bpfmaven.loader.kernel.Machine;

/** The program that a guest runs, made of {@code src/main/guest/init.c}: a static one of some 6 KB for each machine. */
final class GuestProgram {
    /** Those that there is one for. */
    static final List<Machine> MACHINES = List.of(Machine.X86_64, Machine.AARCH64, Machine.S390X, Machine.RISCV64);

    private GuestProgram() {}

    /** The ELF file. */
    static byte[] of(Machine machine) throws IOException {
        try (InputStream in = GuestProgram.class.getResourceAsStream("init-" + name(machine))) {
            if (in == null) {
                throw new MachineException("no guest program has been made for " + machine);
            }
            return in.readAllBytes();
        }
    }

    /** As LLVM's triples and QEMU's programs have it. */
    static String name(Machine machine) {
        return machine.name().toLowerCase(Locale.ROOT);
    }
}
