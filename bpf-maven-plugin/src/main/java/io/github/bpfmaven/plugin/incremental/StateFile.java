package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** A file with what a build remembers: whole, with a digest at its end, or as good as not there. */
final class StateFile {
    private static final int MAGIC = 0x42504653; // "BPFS"
    private static final int DIGEST_BYTES = 32;
    private static final int HEAD_BYTES = 2 * Integer.BYTES;

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
            var end = bytes.length - DIGEST_BYTES;
            if (end < HEAD_BYTES) {
                return Optional.empty();
            }
            var head = ByteBuffer.wrap(bytes);
            if (head.getInt() != MAGIC || head.getInt() != version) {
                return Optional.empty();
            }
            var digest = Fingerprint.sha256();
            digest.update(bytes, 0, end);
            return Arrays.equals(digest.digest(), 0, DIGEST_BYTES, bytes, end, bytes.length)
                    ? Optional.of(content.apply(new StateReader(Arrays.copyOfRange(bytes, HEAD_BYTES, end))))
                    : Optional.empty();
        } catch (IOException | RuntimeException missingOrOfAnotherHand) {
            return Optional.empty();
        }
    }

    /** Replaces the file at once. */
    void write(StateWriter content) throws IOException {
        var body = content.toBytes();
        var whole = ByteBuffer.allocate(HEAD_BYTES + body.length + DIGEST_BYTES);
        whole.putInt(MAGIC).putInt(version).put(body);
        var digest = Fingerprint.sha256();
        digest.update(whole.array(), 0, HEAD_BYTES + body.length);
        whole.put(digest.digest());
        Files.createDirectories(file.getParent());
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, whole.array());
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

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
