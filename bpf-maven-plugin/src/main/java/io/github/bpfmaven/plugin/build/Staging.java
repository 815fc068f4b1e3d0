package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where files of a build are on their way, until all of them are complete. */
final class Staging implements AutoCloseable {
    /** So many directories have files in them: a file system makes one file at a time in each. */
    static final int LANES = 8;

    private final Path directory;
    private int files;
    private int lanes;

    Staging(Path workDirectory) {
        this.directory = directory(workDirectory);
    }

    static Path directory(Path workDirectory) {
        return workDirectory.resolve("staging");
    }

    /** The path of a new file, in a directory that is there. */
    synchronized Path next() throws IOException {
        if (lanes < LANES) {
            Files.createDirectories(lane(lanes++));
        }
        return file(files++);
    }

    /** Says that none of them is there any more. */
    synchronized void moved() {
        files = 0;
    }

    /** Deletes those that are still there. */
    @Override
    public synchronized void close() throws IOException {
        for (; files > 0; files--) {
            Files.deleteIfExists(file(files - 1));
        }
        for (; lanes > 0; lanes--) {
            Files.deleteIfExists(lane(lanes - 1));
        }
    }

    /** Puts a whole file in its place, over what is there. */
    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path lane(int number) {
        return directory.resolve(Integer.toString(number % LANES));
    }

    private Path file(int number) {
        return lane(number).resolve(Integer.toString(number));
    }
}
