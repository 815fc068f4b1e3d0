package io.github.bpfmaven.loader.kernel;

import java.nio.ByteOrder;
import java.util.Optional;

/** The architectures that a kernel can have here, all of 64 bits. */
public enum Machine {
    /** x86-64. */
    X86_64(ByteOrder.LITTLE_ENDIAN, 62, "__x64_"),
    /** arm64. */
    AARCH64(ByteOrder.LITTLE_ENDIAN, 183, "__arm64_"),
    /** s390x, the big-endian one. */
    S390X(ByteOrder.BIG_ENDIAN, 22, "__s390x_"),
    /** riscv64. */
    RISCV64(ByteOrder.LITTLE_ENDIAN, 243, "__riscv_"),
    /** 64-bit PowerPC, little-endian. */
    PPC64LE(ByteOrder.LITTLE_ENDIAN, 21, ""),
    /** loongarch64. */
    LOONGARCH64(ByteOrder.LITTLE_ENDIAN, 258, "");

    private final ByteOrder byteOrder;
    private final int elfMachine;
    private final String wrapperPrefix;

    Machine(ByteOrder byteOrder, int elfMachine, String wrapperPrefix) {
        this.byteOrder = byteOrder;
        this.elfMachine = elfMachine;
        this.wrapperPrefix = wrapperPrefix;
    }

    /** The byte order of its kernel, and so of the objects that it takes. */
    public ByteOrder byteOrder() {
        return byteOrder;
    }

    /** Its number in ELF files ({@code include/uapi/linux/elf-em.h}); ppc64 has one for both byte orders. */
    public int elfMachine() {
        return elfMachine;
    }

    /**
     * What stands in front of {@code sys_open} in the name of the function that carries the call out, where the architecture
     * has such functions ({@code CONFIG_ARCH_HAS_SYSCALL_WRAPPER}, {@code arch_specific_syscall_pfx} of libbpf); empty if it
     * has none.
     */
    public String wrapperPrefix() {
        return wrapperPrefix;
    }

    /**
     * The machine that Java's {@code os.arch} names.
     *
     * @return nothing if it is not known here
     */
    public static Optional<Machine> of(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64" -> Optional.of(AARCH64);
            case "s390x" -> Optional.of(S390X);
            case "riscv64" -> Optional.of(RISCV64);
            case "ppc64le" -> Optional.of(PPC64LE);
            case "loongarch64" -> Optional.of(LOONGARCH64);
            default -> Optional.empty();
        };
    }
}
