package io.github.bpfmaven.plugin.incremental;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import io.github.bpfmaven.plugin.cache.Deflated;

/**
 * What is kept to the end of a build, so that one of many programs needs no more memory than one of few: reports and classes take a
 * sixth of the room this way.
 */
public final class PackedBytes {
    /** The length, 4 bytes, big-endian, and the bytes, {@link Deflated}. */
    private final byte[] packed;

    private PackedBytes(byte[] packed) {
        this.packed = packed;
    }

    public static PackedBytes of(byte[] bytes) {
        var deflated = Deflated.of(bytes);
        return new PackedBytes(ByteBuffer.allocate(Integer.BYTES + deflated.length)
                .putInt(bytes.length)
                .put(deflated)
                .array());
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
        return unpacked().orElseThrow(() -> new IllegalStateException(packed.length + " bytes, which are not packed"));
    }

    private Optional<byte[]> unpacked() {
        var size = packed.length - Integer.BYTES;
        return size < 0
                ? Optional.empty()
                : Deflated.inflate(
                        packed, Integer.BYTES, size, ByteBuffer.wrap(packed).getInt());
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
