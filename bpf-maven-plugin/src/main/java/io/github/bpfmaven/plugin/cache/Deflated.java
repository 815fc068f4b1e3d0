package io.github.bpfmaven.plugin.cache;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes that take less room: deflate without a header (RFC 1951), at the fastest level. */
public final class Deflated {
    /** Nothing becomes smaller than by that. */
    private static final int MOST_TIMES = 1032;

    private Deflated() {}

    public static byte[] of(byte[] bytes) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var packed = new byte[Math.max(bytes.length / 2, 64)];
            var length = deflater.deflate(packed);
            while (!deflater.finished()) {
                packed = Arrays.copyOf(packed, packed.length * 2);
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return Arrays.copyOf(packed, length);
        } finally {
            deflater.end();
        }
    }

    /**
     * What was deflated.
     *
     * @param start of it
     * @param size so many bytes
     * @param length of what comes of it
     * @return empty if that is not so long
     */
    public static Optional<byte[]> inflate(byte[] from, int start, int size, int length) {
        if (length < 0 || length / MOST_TIMES > size) {
            return Optional.empty();
        }
        var inflater = new Inflater(true);
        try {
            inflater.setInput(from, start, size);
            var bytes = new byte[length];
            var done = 0;
            while (done < length) {
                var count = inflater.inflate(bytes, done, length - done);
                if (count == 0) {
                    return Optional.empty();
                }
                done += count;
            }
            return Optional.of(bytes);
        } catch (DataFormatException notDeflated) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
