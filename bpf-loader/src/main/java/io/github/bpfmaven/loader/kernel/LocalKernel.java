package io.github.bpfmaven.loader.kernel;

import com.sun.jna.Native;

/** The kernel of this machine, through the C library of this process. */
public final class LocalKernel implements Kernel {
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;
    /** Since Linux 4.17; {@code include/uapi/asm-generic/mman-common.h}, the same on all machines here. */
    private static final int MAP_FIXED_NOREPLACE = 0x100000;

    private final Machine machine;
    private final int pageSize;
    private final ThreadLocal<CallMemory> memory = ThreadLocal.withInitial(CallMemory::new);

    private LocalKernel(Machine machine) {
        this.machine = machine;
        try {
            this.pageSize = CLibrary.getpagesize();
        } catch (LinkageError noNatives) {
            throw new UnsupportedOperationException(
                    "JNA can't load its native part, which it unpacks into a directory for temporary files: give it one where"
                            + " files may be executed, with -Djna.tmpdir=DIRECTORY (" + noNatives.getMessage() + ")",
                    noNatives);
        }
    }

    /**
     * This machine's kernel.
     *
     * @throws UnsupportedOperationException if this is no Linux, or no architecture that is known here, or JNA can't load its
     *     native part
     */
    public static Kernel open() {
        String system = System.getProperty("os.name");
        String architecture = System.getProperty("os.arch");
        return Machine.of(architecture)
                .filter(known -> "Linux".equals(system))
                .map(LocalKernel::new)
                .orElseThrow(
                        () -> new UnsupportedOperationException("BPF objects are loaded into Linux on x86-64, arm64,"
                                + " s390x, riscv64, ppc64le or loongarch64, but this is " + system + " on "
                                + architecture));
    }

    @Override
    public Machine machine() {
        return machine;
    }

    @Override
    public int pageSize() {
        return pageSize;
    }

    @Override
    public long call(SystemCall call, Argument... arguments) {
        CallMemory blocks = memory.get();
        try {
            blocks.fill(arguments);
            long result = call(call.number(machine), arguments, blocks);
            // Before any other call, even of this class: nothing else keeps it.
            int errno = result == -1 ? Native.getLastError() : 0;
            blocks.readAnswers();
            return result == -1 ? -errno : result;
        } finally {
            blocks.clear();
        }
    }

    /** With fewer words where the call takes no more, as {@code bpf(2)} does: each of them costs JNA 30 ns. */
    private static long call(int number, Argument[] arguments, CallMemory blocks) {
        long first = blocks.word(arguments, 0);
        long second = blocks.word(arguments, 1);
        long third = blocks.word(arguments, 2);
        return arguments.length <= 3
                ? CLibrary.syscall(number, first, second, third)
                : CLibrary.syscall(
                        number,
                        first,
                        second,
                        third,
                        blocks.word(arguments, 3),
                        blocks.word(arguments, 4),
                        blocks.word(arguments, 5));
    }

    @Override
    public Mapping map(int descriptor, long offset, long length, boolean writable) throws SystemCallException {
        return map(0, length, writable ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED, descriptor, offset);
    }

    @Override
    public Mapping mapAt(long address, int descriptor, long length) throws SystemCallException {
        return map(
                address,
                length,
                PROT_READ | PROT_WRITE,
                address == 0 ? MAP_SHARED : MAP_SHARED | MAP_FIXED_NOREPLACE,
                descriptor,
                0);
    }

    private Mapping map(long place, long length, int protection, int flags, int descriptor, long offset)
            throws SystemCallException {
        long address = CLibrary.mmap(place, length, protection, flags, descriptor, offset);
        if (address == -1) {
            throw new SystemCallException("mmap", Native.getLastError());
        }
        return new LocalMapping(address, length);
    }

    @Override
    public void close() {
        memory.remove();
    }
}
