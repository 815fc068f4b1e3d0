package io.github.bpfmaven.plugin.reduce;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A {@link HeaderIndex} as bytes: a {@link TextStamp} of the header, whether it is plain, four tables, each with its length
 * before it, and a checksum of all that. All numbers have four bytes, big-endian.
 */
final class PackedIndex {
    /** To be raised with every change of what is found in headers, or of how it is written here. */
    static final int FORMAT = 0xbf9c_0001;

    private PackedIndex() {}

    static byte[] of(
            TextStamp stamp, boolean isPlain, DeclarationTable declarations, NameTable names, MentionedWords words) {
        var tables = new int[][] {declarations.entries(), names.entries(), words.all(), words.called()};
        var length = 3 + TextStamp.NUMBERS;
        for (var table : tables) {
            length += 1 + table.length;
        }
        var packed = ByteBuffer.allocate(length * Integer.BYTES);
        packed.putInt(FORMAT);
        stamp.write(packed);
        packed.putInt(isPlain ? 1 : 0);
        for (var table : tables) {
            packed.putInt(table.length);
            packed.asIntBuffer().put(table);
            packed.position(packed.position() + table.length * Integer.BYTES);
        }
        packed.putInt(checksum(packed.array(), packed.position()));
        return packed.array();
    }

    static Optional<HeaderIndex> read(byte[] text, byte[] bytes) {
        var packed = ByteBuffer.wrap(bytes);
        var stamp = TextStamp.of(text);
        if (bytes.length < (3 + TextStamp.NUMBERS) * Integer.BYTES
                || packed.getInt() != FORMAT
                || !TextStamp.read(packed).equals(stamp)
                || packed.getInt(bytes.length - Integer.BYTES) != checksum(bytes, bytes.length - Integer.BYTES)) {
            return Optional.empty();
        }
        var isPlain = packed.getInt() == 1;
        return Optional.of(new HeaderIndex(
                text,
                stamp,
                new DeclarationTable(table(packed)),
                new NameTable(text, table(packed)),
                new MentionedWords(table(packed), table(packed)),
                isPlain));
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
