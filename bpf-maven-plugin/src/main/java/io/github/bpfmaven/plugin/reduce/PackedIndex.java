package io.github.bpfmaven.plugin.reduce;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A {@link HeaderIndex} as bytes: a number for who has made it, a {@link TextStamp} of the header, whether it is worthwhile, its
 * tables, each with its length before it, and a checksum of all that. All numbers have four bytes, big-endian.
 */
final class PackedIndex {
    private PackedIndex() {}

    static byte[] of(
            int maker,
            TextStamp stamp,
            boolean isWorthwhile,
            DeclarationTable declarations,
            int[] fixed,
            NameTable names,
            MentionedWords words) {
        var tables = new int[][] {
            declarations.entries(), fixed, names.entries(), names.firsts(), words.all(), words.places(), words.called()
        };
        var length = 3 + TextStamp.NUMBERS;
        for (var table : tables) {
            length += 1 + table.length;
        }
        var packed = ByteBuffer.allocate(length * Integer.BYTES);
        packed.putInt(maker);
        stamp.write(packed);
        packed.putInt(isWorthwhile ? 1 : 0);
        for (var table : tables) {
            packed.putInt(table.length);
            packed.asIntBuffer().put(table);
            packed.position(packed.position() + table.length * Integer.BYTES);
        }
        packed.putInt(checksum(packed.array(), packed.position()));
        return packed.array();
    }

    static Optional<HeaderIndex> read(byte[] text, int maker, byte[] bytes) {
        if (bytes.length < (3 + TextStamp.NUMBERS) * Integer.BYTES) {
            return Optional.empty();
        }
        var packed = ByteBuffer.wrap(bytes);
        var stamp = TextStamp.of(text);
        var end = bytes.length - Integer.BYTES;
        if (packed.getInt() != maker
                || !TextStamp.read(packed).isSame(stamp)
                || packed.getInt(end) != checksum(bytes, end)) {
            return Optional.empty();
        }
        return Optional.of(new HeaderIndex(
                text,
                stamp,
                packed.getInt() == 1,
                new DeclarationTable(table(packed)),
                table(packed),
                new NameTable(text, table(packed), table(packed)),
                new MentionedWords(table(packed), table(packed), table(packed))));
    }

    private static int[] table(ByteBuffer packed) {
        var table = new int[packed.getInt()];
        packed.asIntBuffer().get(table);
        packed.position(packed.position() + table.length * Integer.BYTES);
        return table;
    }

    private static int checksum(byte[] bytes, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
