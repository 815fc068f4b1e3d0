package io.github.bpfmaven.plugin.reduce;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Tells a text from others that were in its place: no one means them to be alike. Unlike a digest, these sums take a millisecond
 * for a {@code vmlinux.h} in a JVM that has just started, too.
 *
 * @param length bytes
 * @param sum CRC-32
 * @param other CRC-32C
 */
record TextStamp(int length, int sum, int other) {
    /** How many numbers it has. */
    static final int NUMBERS = 3;

    static TextStamp of(byte[] text) {
        var sum = new CRC32();
        sum.update(text);
        var other = new CRC32C();
        other.update(text);
        return new TextStamp(text.length, (int) sum.getValue(), (int) other.getValue());
    }

    String text() {
        return Integer.toHexString(length) + '-' + Integer.toHexString(sum) + '-' + Integer.toHexString(other);
    }

    /** As {@code equals}, which takes milliseconds the first time. */
    boolean isSame(TextStamp stamp) {
        return length == stamp.length && sum == stamp.sum && other == stamp.other;
    }

    void write(ByteBuffer out) {
        out.putInt(length).putInt(sum).putInt(other);
    }

    static TextStamp read(ByteBuffer in) {
        return new TextStamp(in.getInt(), in.getInt(), in.getInt());
    }
}
