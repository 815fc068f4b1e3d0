package io.github.bpfmaven.plugin.incremental;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CheckedOutputStream;

/**
 * A file with what a build remembers: whole, with checksums at its end, or as good as not there. Two of 32 bits, against
 * accidents: a SHA-256 would take a third of the time of a build that has nothing to do, as Java has to interpret it so early.
 */
final class StateFile {
    private static final int MAGIC = 0x42504632; // "BPF2"
    private static final int CHECKSUM_BYTES = 2 * Integer.BYTES;
    private static final int HEAD_BYTES = 2 * Integer.BYTES;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final int version;

    /** @param version of what is in it; a file of another one counts as missing */
    StateFile(Path file, int version) {
        this.file = file;
        this.version = version;
    }

    /** @return empty if the file is missing, damaged or of another version */
    <T> Optional<T> read(Function<StateReader, T> content) {
        try {
            var bytes = Files.readAllBytes(file);
            var end = bytes.length - CHECKSUM_BYTES;
            if (end < HEAD_BYTES) {
                return Optional.empty();
            }
            var head = ByteBuffer.wrap(bytes);
            if (head.getInt() != MAGIC || head.getInt() != version) {
                return Optional.empty();
            }
            return ByteBuffer.wrap(bytes, end, CHECKSUM_BYTES).getLong() == checksums(bytes, end)
                    ? Optional.of(content.apply(new StateReader(bytes, HEAD_BYTES, end)))
                    : Optional.empty();
        } catch (IOException | RuntimeException missingOrOfAnotherHand) {
            return Optional.empty();
        }
    }

    /** Replaces the file at once. */
    void write(StateWriter content) throws IOException {
        Files.createDirectories(file.getParent());
        var part = file.resolveSibling(file.getFileName() + ".part");
        try (var file = Files.newOutputStream(part)) {
            var checksums = new Checksums();
            var checked = new CheckedOutputStream(file, checksums);
            var out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER_BYTES));
            out.writeInt(MAGIC);
            out.writeInt(version);
            content.writeTo(out);
            out.flush();
            out.writeLong(checksums.getValue());
            out.flush();
        } catch (IOException failure) {
            // A full disk's names no file.
            throw new IOException(file + " can't be written: " + failure.getMessage(), failure);
        }
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static long checksums(byte[] bytes, int length) {
        var checksums = new Checksums();
        checksums.update(bytes, 0, length);
        return checksums.getValue();
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
