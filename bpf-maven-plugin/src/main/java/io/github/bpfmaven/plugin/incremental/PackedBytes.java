package io.github.bpfmaven.plugin.incremental;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What is kept to the end of a build, so that one of many programs needs no more memory than one of few: reports and classes take a
 * sixth of the room this way.
 */
public final class PackedBytes {
    /** Of what is packed, at most: RFC 1951. */
    private static final int MOST_TIMES = 1032;

    /** The length, 4 bytes, big-endian, and then so many bytes by zlib (RFC 1950). */
    private final byte[] packed;

    private PackedBytes(byte[] packed) {
        this.packed = packed;
    }

    /** At the fastest level. */
    public static PackedBytes of(byte[] bytes) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new byte[Math.max(bytes.length / 3, 64)];
            ByteBuffer.wrap(out).putInt(bytes.length);
            var end = Integer.BYTES;
            while (true) {
                end += deflater.deflate(out, end, out.length - end);
                if (deflater.finished()) {
                    return new PackedBytes(Arrays.copyOf(out, end));
                }
                out = Arrays.copyOf(out, out.length * 2);
            }
        } finally {
            deflater.end();
        }
    }

    public static PackedBytes of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param packed as {@link #packed} gives it; not copied */
    public static PackedBytes ofPacked(byte[] packed) {
        return new PackedBytes(packed);
    }

    /** Not copied. */
    public byte[] packed() {
        return packed;
    }

    /** @throws IllegalStateException if they aren't packed: for somebody else to notice, by a digest */
    public byte[] bytes() {
        var inflater = new Inflater();
        try {
            var length = ByteBuffer.wrap(packed).getInt();
            // Nothing is packed better than that.
            if (length < 0 || length / MOST_TIMES > packed.length) {
                throw new IllegalStateException("a length of " + length);
            }
            inflater.setInput(packed, Integer.BYTES, packed.length - Integer.BYTES);
            var bytes = new byte[length];
            if (inflater.inflate(bytes) < length) {
                throw new IllegalStateException("no more than " + inflater.getBytesWritten() + " bytes of " + length);
            }
            return bytes;
        } catch (BufferUnderflowException | DataFormatException damaged) {
            throw new IllegalStateException(damaged);
        } finally {
            inflater.end();
        }
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** By what is packed: the same zlib packs in one way. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PackedBytes bytes && Arrays.equals(packed, bytes.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }
}
