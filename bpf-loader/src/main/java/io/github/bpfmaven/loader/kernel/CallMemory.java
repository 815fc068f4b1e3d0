package io.github.bpfmaven.loader.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The memory outside the heap that a thread's blocks are copied to for a call, since the kernel can't be given addresses in Java's
 * heap. It serves one call after the other: what a lookup in a map takes beside the kernel is spent here.
 */
final class CallMemory {
    private static final int ALIGNMENT = 8;
    private static final int FIRST_SIZE = 4096;
    /** What is kept for the next call; larger ones, as logs of the verifier take, are let go again. */
    private static final int LARGEST_KEPT = 1 << 16;

    private final Memory kept = new Memory(FIRST_SIZE);
    private Memory memory = kept;
    /** The blocks of the call, each once, and where they begin in the memory. */
    private Block[] blocks = new Block[8];

    private int[] places = new int[8];
    private int count;
    private int end;

    /** Memory, and where it is: asking for that takes as long as a system call. */
    private static final class Memory {
        private final ByteBuffer bytes;
        private final long address;

        Memory(int size) {
            this.bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
            this.address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
        }
    }

    /** Copies what arguments point to. */
    void fill(Argument[] arguments) {
        for (Argument argument : arguments) {
            if (argument instanceof Block block) {
                add(block);
            }
        }
        if (end > memory.bytes.capacity()) {
            memory = new Memory(end);
        }
        for (int i = 0; i < count; i++) {
            memory.bytes.put(places[i], blocks[i].array());
            List<Block.Pointer> pointers = blocks[i].livePointers();
            for (int j = 0; j < pointers.size(); j++) {
                Block.Pointer pointer = pointers.get(j);
                memory.bytes.putLong(places[i] + pointer.offset(), address(pointer.target()));
            }
        }
    }

    private void add(Block block) {
        if (indexOf(block) >= 0) {
            return;
        }
        if (count == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
        }
        blocks[count] = block;
        places[count++] = end;
        end = Math.addExact(end, Math.addExact(block.size(), ALIGNMENT - 1) & -ALIGNMENT);
        List<Block.Pointer> pointers = block.livePointers();
        for (int i = 0; i < pointers.size(); i++) {
            add(pointers.get(i).target());
        }
    }

    /** By identity; there are few of them. */
    private int indexOf(Block block) {
        for (int i = 0; i < count; i++) {
            if (blocks[i] == block) {
                return i;
            }
        }
        return -1;
    }

    private long address(Block block) {
        return memory.address + places[indexOf(block)];
    }

    /** What the kernel is given: the number, or the address of the block's copy; 0 where there is no such argument. */
    long word(Argument[] arguments, int index) {
        if (index >= arguments.length) {
            return 0;
        }
        return arguments[index] instanceof Argument.Word word ? word.value() : address((Block) arguments[index]);
    }

    /** Copies back what the kernel may have written. */
    void readAnswers() {
        for (int i = 0; i < count; i++) {
            if (blocks[i].isAnswered()) {
                memory.bytes.get(places[i], blocks[i].array());
            }
        }
    }

    /** Forgets the call, also one that failed half-way. */
    void clear() {
        Arrays.fill(blocks, 0, count, null);
        count = 0;
        end = 0;
        if (memory.bytes.capacity() > LARGEST_KEPT) {
            memory = kept;
        }
    }
}
