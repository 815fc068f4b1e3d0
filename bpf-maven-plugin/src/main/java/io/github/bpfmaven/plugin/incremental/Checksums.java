package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Two checksums of 32 bits over the same bytes: against accidents, and fast even where Java interprets its own code. */
final class Checksums implements Checksum {
    private static final int BUFFER_BYTES = 1 << 16;

    private final CRC32 first = new CRC32();
    private final CRC32C second = new CRC32C();

    @Override
    public void update(int one) {
        first.update(one);
        second.update(one);
    }

    @Override
    public void update(byte[] bytes, int start, int length) {
        first.update(bytes, start, length);
        second.update(bytes, start, length);
    }

    @Override
    public void reset() {
        first.reset();
        second.reset();
    }

    @Override
    public long getValue() {
        return first.getValue() << Integer.SIZE | second.getValue();
    }

    /** Those of a file, with its length: three numbers as text. */
    static String of(Path file) throws IOException {
        var checksums = new Checksums();
        var length = 0L;
        var buffer = new byte[BUFFER_BYTES];
        try (var in = Files.newInputStream(file)) {
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                checksums.update(buffer, 0, count);
                length += count;
            }
        }
        return Long.toHexString(checksums.getValue()) + " " + length;
    }
}
