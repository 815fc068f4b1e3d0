package io.github.bpfmaven.plugin.compile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Tells bitcode from what stands behind it. Source: LLVM 20's {@code BitCodeFormat.rst} and {@code LLVMBitCodes.h}. */
final class Bitcode {
    /** {@code BC}, 0xC0, 0xDE. */
    private static final int MAGIC = 0xdec04342;

    /** Of blocks at the top: IDENTIFICATION, MODULE, STRTAB, SYMTAB. */
    private static final Set<Integer> BLOCKS = Set.of(8, 13, 23, 25);

    private static final int ENTER_SUBBLOCK = 1;

    private Bitcode() {}

    /** Whether bitcode begins at a place. */
    static boolean isAt(byte[] bytes, int at) {
        return bytes.length - at >= 4 && words(bytes).getInt(at) == MAGIC;
    }

    /**
     * Behind its last whole block.
     *
     * @param at where it begins
     * @return where what comes next does; the end of all bytes if a block isn't whole
     */
    static int end(byte[] bytes, int at) {
        var words = words(bytes);
        var end = at + 4;
        while (bytes.length - end >= 8 && isBlock(words.getInt(end))) {
            var length = 8 + 4L * Integer.toUnsignedLong(words.getInt(end + 4));
            if (length > bytes.length - end) {
                return bytes.length;
            }
            end += (int) length;
        }
        return end;
    }

    /** Two bits that say so, eight for its kind, four for the width of what is in it, and nothing. */
    private static boolean isBlock(int word) {
        return (word & 3) == ENTER_SUBBLOCK && word >>> 14 == 0 && BLOCKS.contains(word >>> 2 & 0xff);
    }

    private static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
