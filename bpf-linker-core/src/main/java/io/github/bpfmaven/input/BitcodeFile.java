package io.github.bpfmaven.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells bitcode from other files, and takes it out of a wrapper: magic, version, offset, size and CPU, five little-endian
 * words.
 *
 * <p>Source: {@code llvm/Bitcode/BitcodeReader.h}, LLVM 20.
 */
final class BitcodeFile {
    private static final int RAW_MAGIC = 0xdec04342;
    private static final int WRAPPER_MAGIC = 0x0b17c0de;
    private static final int WRAPPER_SIZE = 20;

    private BitcodeFile() {}

    static boolean isRaw(byte[] bytes) {
        return magic(bytes) == RAW_MAGIC;
    }

    static boolean isWrapped(byte[] bytes) {
        return magic(bytes) == WRAPPER_MAGIC;
    }

    /** What a wrapper points to; empty if that is no bitcode. */
    static Optional<byte[]> unwrap(byte[] bytes) {
        if (bytes.length < WRAPPER_SIZE) {
            return Optional.empty();
        }
        var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var offset = Integer.toUnsignedLong(header.getInt(8));
        var size = Integer.toUnsignedLong(header.getInt(12));
        if (offset < WRAPPER_SIZE || offset + size > bytes.length) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOfRange(bytes, (int) offset, (int) (offset + size)))
                .filter(BitcodeFile::isRaw);
    }

    private static int magic(byte[] bytes) {
        return bytes.length < Integer.BYTES
                ? 0
                : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
}
