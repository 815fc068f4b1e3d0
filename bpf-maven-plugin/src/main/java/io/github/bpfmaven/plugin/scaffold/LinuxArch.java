package io.github.bpfmaven.plugin.scaffold;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An architecture as the kernel's sources name it, and what JVMs on it say in {@code os.arch}. A JVM's byte order is
 * asked for separately: where one architecture has both, its two objects are told apart by that.
 */
public enum LinuxArch {
    /** 32 and 64 bit; the same {@code __TARGET_ARCH_x86} serves both. */
    X86("x86", "amd64", "x86_64", "i386", "x86"),
    /** 32 bit Arm. */
    ARM("arm", "arm"),
    /** 64 bit Arm; some JVMs use the kernel's name for it. */
    ARM64("arm64", "aarch64", "arm64"),
    /** LoongArch, 64 bit. */
    LOONGARCH("loongarch", "loongarch64"),
    /** MIPS, 32 bit. */
    MIPS("mips", "mips", "mipsel"),
    /** POWER; both names in both byte orders, since early JVMs for ppc64le call it {@code ppc64}. */
    POWERPC("powerpc", "ppc64", "ppc64le"),
    /** RISC-V, 64 bit. */
    RISCV("riscv", "riscv64"),
    /** IBM Z. */
    S390("s390", "s390x");

    private final String kernelName;
    private final Set<String> osArchs;

    LinuxArch(String kernelName, String... osArchs) {
        this.kernelName = kernelName;
        this.osArchs = Set.of(osArchs);
    }

    /**
     * The architecture with a kernel name.
     *
     * @param kernelName as in {@code __TARGET_ARCH_…} and in object file names: {@code x86}, {@code arm64}, …
     * @return nothing if it is none of these
     */
    public static Optional<LinuxArch> named(String kernelName) {
        return Stream.of(values())
                .filter(arch -> arch.kernelName.equals(kernelName))
                .findFirst();
    }

    /** As in {@code __TARGET_ARCH_…} and in object file names: {@code x86}, {@code arm64}, … */
    public String kernelName() {
        return kernelName;
    }

    /** The values of the system property {@code os.arch} that stand for it. */
    public Set<String> osArchs() {
        return osArchs;
    }
}
