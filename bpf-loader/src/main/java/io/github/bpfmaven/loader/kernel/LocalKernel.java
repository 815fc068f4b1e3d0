package io.github.bpfmaven.loader.kernel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The kernel of this machine, through the C library of this process. */
public final class LocalKernel implements Kernel {
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;
    /** Since Linux 4.17; {@code include/uapi/asm-generic/mman-common.h}, the same on all machines here. */
    private static final int MAP_FIXED_NOREPLACE = 0x100000;

    private static final int ALIGNMENT = 8;
    private static final int MOST_WORDS = 6;
    private static final int FIRST_SCRATCH = 4096;
    /** What a thread keeps for its next call; larger ones, as logs of the verifier take, are let go again. */
    private static final int LARGEST_SCRATCH = 1 << 16;

    private final Machine machine;
    private final int pageSize;
    /** The memory that blocks are copied to, since the kernel can't be given addresses in Java's heap. */
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(() -> allocate(FIRST_SCRATCH));

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
        List<Block> blocks = new ArrayList<>(4);
        for (Argument argument : arguments) {
            if (argument instanceof Block block) {
                gather(block, blocks);
            }
        }
        Scratch scratch = scratch(blocks);
        ByteBuffer memory = scratch.memory();
        long address = scratch.address();
        long[] words = new long[MOST_WORDS];
        int[] places = places(blocks);
        copyIn(blocks, places, memory, address);
        for (int i = 0; i < arguments.length; i++) {
            words[i] = arguments[i] instanceof Argument.Word word
                    ? word.value()
                    : address + places[indexOf(blocks, (Block) arguments[i])];
        }
        long result =
                CLibrary.syscall(call.number(machine), words[0], words[1], words[2], words[3], words[4], words[5]);
        // Before any other call, even of this class: nothing else keeps it.
        int errno = result == -1 ? Native.getLastError() : 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).isAnswered()) {
                memory.get(places[i], blocks.get(i).array());
            }
        }
        return result == -1 ? -errno : result;
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
        return new LocalMapping(address, length, machine.byteOrder());
    }

    @Override
    public void close() {
        scratch.remove();
    }

    /** Each block once, whatever points to it. */
    private static void gather(Block block, List<Block> blocks) {
        if (indexOf(blocks, block) < 0) {
            blocks.add(block);
            if (block.hasPointers()) {
                block.pointers().forEach(pointer -> gather(pointer.target(), blocks));
            }
        }
    }

    /** By identity; there are few of them. */
    private static int indexOf(List<Block> blocks, Block block) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) == block) {
                return i;
            }
        }
        return -1;
    }

    private static int[] places(List<Block> blocks) {
        int[] places = new int[blocks.size()];
        int end = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = end;
            end += aligned(blocks.get(i).size());
        }
        return places;
    }

    private static void copyIn(List<Block> blocks, int[] places, ByteBuffer memory, long address) {
        for (int i = 0; i < places.length; i++) {
            Block block = blocks.get(i);
            memory.put(places[i], block.array());
            if (block.hasPointers()) {
                for (Block.Pointer pointer : block.pointers()) {
                    memory.putLong(places[i] + pointer.offset(), address + places[indexOf(blocks, pointer.target())]);
                }
            }
        }
    }

    private Scratch scratch(List<Block> blocks) {
        long needed = 0;
        for (Block block : blocks) {
            needed += aligned(block.size());
        }
        Scratch kept = scratch.get();
        if (needed <= kept.memory().capacity()) {
            return kept;
        }
        Scratch larger = allocate(Math.toIntExact(needed));
        if (needed <= LARGEST_SCRATCH) {
            scratch.set(larger);
        }
        return larger;
    }

    private Scratch allocate(int size) {
        ByteBuffer memory = ByteBuffer.allocateDirect(size).order(machine.byteOrder());
        return new Scratch(memory, Pointer.nativeValue(Native.getDirectBufferPointer(memory)));
    }

    /** Memory outside the heap, and where it is: asking for that takes as long as a system call. */
    private record Scratch(ByteBuffer memory, long address) {}

    private static int aligned(int size) {
        return Math.addExact(size, ALIGNMENT - 1) & -ALIGNMENT;
    }
}
