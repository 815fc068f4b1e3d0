package io.github.bpfmaven.plugin.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.UUID;

/** Writes files that are there as a whole, or not at all, also where two builds write the same one. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file, in place of what is there; directories that it is in are made.
     *
     * @throws IOException if that can't be done; says which file. What was there before is still there then
     */
    public static void write(Path file, byte[] content) throws IOException {
        var whole = file.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        // Not a temporary file of Java's: nobody else could read it.
        var part = whole.resolveSibling("." + whole.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(part, content);
            move(part, whole);
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException failure) {
            // A full disk's names no file.
            throw new IOException(file + " can't be written: " + failure.getMessage(), failure);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Whether this is what is in a file; false if there is none. */
    public static boolean has(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }

    private static void move(Path part, Path whole) throws IOException {
        try {
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
