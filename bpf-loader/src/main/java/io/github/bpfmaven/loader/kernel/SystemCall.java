package io.github.bpfmaven.loader.kernel;

/**
 * The system calls that loading, attaching and reading take. Memory is mapped by {@link Kernel#map}, which knows where it is
 * afterwards.
 *
 * <p>Source: {@code arch/x86/entry/syscalls/syscall_64.tbl}, {@code scripts/syscall.tbl},
 * {@code arch/s390/kernel/syscalls/syscall.tbl}, {@code arch/powerpc/kernel/syscalls/syscall.tbl}, Linux 6.18. Numbers never
 * change.
 */
public enum SystemCall {
    /** {@code read(fd, buffer, count)}. */
    READ(0, 63, 3, 3),
    /** {@code write(fd, buffer, count)}. */
    WRITE(1, 64, 4, 4),
    /** {@code close(fd)}. */
    CLOSE(3, 57, 6, 6),
    /** {@code mmap(address, length, protection, flags, fd, offset)}; on s390x {@code mmap(struct)} with these in memory. */
    MMAP(9, 222, 90, 90),
    /** {@code ioctl(fd, request, argument)}. */
    IOCTL(16, 29, 54, 54),
    /** {@code socket(family, type, protocol)}. */
    SOCKET(41, 198, 359, 326),
    /** {@code setsockopt(fd, level, name, value, length)}. */
    SETSOCKOPT(54, 208, 366, 339),
    /** {@code fcntl(fd, command, argument)}. */
    FCNTL(72, 25, 55, 55),
    /** {@code openat(directory, path, flags, mode)}. */
    OPENAT(257, 56, 288, 286),
    /** {@code mkdirat(directory, path, mode)}. */
    MKDIRAT(258, 34, 289, 287),
    /** {@code unlinkat(directory, path, flags)}. */
    UNLINKAT(263, 35, 294, 292),
    /** {@code ppoll(descriptors, count, timeout, signals, size)}. */
    PPOLL(271, 73, 302, 281),
    /** {@code eventfd2(start, flags)}. */
    EVENTFD2(290, 19, 323, 314),
    /** {@code prlimit64(process, resource, new, old)}. */
    PRLIMIT64(302, 261, 334, 325),
    /** {@code perf_event_open(attributes, process, cpu, group, flags)}. */
    PERF_EVENT_OPEN(298, 241, 331, 319),
    /** {@code bpf(command, attributes, size)}. */
    BPF(321, 280, 351, 361);

    private final int x86;
    private final int generic;
    private final int s390;
    private final int powerpc;

    SystemCall(int x86, int generic, int s390, int powerpc) {
        this.x86 = x86;
        this.generic = generic;
        this.s390 = s390;
        this.powerpc = powerpc;
    }

    /** The number that a machine of this architecture knows it by. */
    public int number(Machine machine) {
        return switch (machine) {
            case X86_64 -> x86;
            case AARCH64, RISCV64, LOONGARCH64 -> generic;
            case S390X -> s390;
            case PPC64LE -> powerpc;
        };
    }
}
