package io.github.bpfmaven.loader.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes whose address a system call is given, and what the kernel may leave in them. A block can hold the addresses of other
 * blocks: so a whole call, with all that it points to, can be sent elsewhere and carried out there.
 *
 * <p>Numbers are in the byte order of the kernel. Offsets are in bytes. Not for use by more than one thread.
 */
public final class Block implements Argument {
    private final ByteBuffer bytes;
    private final boolean answered;
    private final List<Pointer> pointers = new ArrayList<>(0);

    /**
     * An address in a block: 8 bytes.
     *
     * @param offset where it stands
     * @param target what it is the address of
     */
    public record Pointer(int offset, Block target) {}

    private Block(ByteBuffer bytes, boolean answered) {
        this.bytes = bytes;
        this.answered = answered;
    }

    /** Zeros that the kernel reads. */
    public static Block input(ByteOrder order, int size) {
        return new Block(ByteBuffer.allocate(size).order(order), false);
    }

    /** Bytes that the kernel reads; not copied. */
    public static Block input(byte[] bytes) {
        return new Block(ByteBuffer.wrap(bytes), false);
    }

    /** A string with a NUL behind it, in UTF-8, that the kernel reads. */
    public static Block text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] ended = new byte[utf8.length + 1];
        System.arraycopy(utf8, 0, ended, 0, utf8.length);
        return input(ended);
    }

    /** Zeros that the kernel reads and writes. */
    public static Block output(ByteOrder order, int size) {
        return new Block(ByteBuffer.allocate(size).order(order), true);
    }

    /** How many bytes there are. */
    public int size() {
        return bytes.capacity();
    }

    /** Whether the kernel may write to it, so that the bytes have to come back. */
    public boolean isAnswered() {
        return answered;
    }

    /** Where addresses of other blocks stand; in all other places are the bytes themselves. */
    public List<Pointer> pointers() {
        return List.copyOf(pointers);
    }

    /** The same, not copied. */
    List<Pointer> livePointers() {
        return pointers;
    }

    /** The bytes, not copied: what is written there is in the block. Its position and its order are its own. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(bytes.order());
    }

    /** The array behind the bytes, all of it. */
    byte[] array() {
        return bytes.array();
    }

    /** Puts a 32-bit number. */
    public Block putInt(int offset, int value) {
        bytes.putInt(offset, value);
        return this;
    }

    /** Puts a 64-bit number. */
    public Block putLong(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    /** Puts bytes. */
    public Block putBytes(int offset, byte[] value) {
        bytes.put(offset, value);
        return this;
    }

    /** Puts the address of another block. */
    public Block putPointer(int offset, Block target) {
        pointers.add(new Pointer(offset, target));
        return this;
    }

    /** A 32-bit number. */
    public int getInt(int offset) {
        return bytes.getInt(offset);
    }

    /** A 64-bit number. */
    public long getLong(int offset) {
        return bytes.getLong(offset);
    }

    /** A copy of some bytes. */
    public byte[] getBytes(int offset, int length) {
        byte[] copy = new byte[length];
        bytes.get(offset, copy);
        return copy;
    }

    /** The text from there up to a NUL, or to the end of the field. */
    public String getText(int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes.get(end) != 0) {
            end++;
        }
        return new String(bytes.array(), offset, end - offset, StandardCharsets.UTF_8);
    }
}
