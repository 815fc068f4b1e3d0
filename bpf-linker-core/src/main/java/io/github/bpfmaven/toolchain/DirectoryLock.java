package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Lets one build at a time write in a directory: one of all processes, and of all threads and class loaders of a JVM. The operating
 * system gives it back when its holder dies.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final int POLL_MILLISECONDS = 50;

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Waits until the lock is free, for as long as that takes.
     *
     * @param directory is there; the lock's file in it stays, as deleting it would let two builds hold two locks
     * @param name of what is locked: the file's without {@code .lock}
     * @param waiting runs once if somebody else has it
     * @throws IOException if the file can't be written, or its file system has no locks
     */
    public static DirectoryLock acquire(Path directory, String name, Runnable waiting)
            throws IOException, InterruptedException {
        Path file = directory.resolve(name + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            boolean told = false;
            while (tryLock(channel).isEmpty()) {
                if (!told) {
                    waiting.run();
                    told = true;
                }
                Thread.sleep(POLL_MILLISECONDS);
            }
            return new DirectoryLock(directory, channel);
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where its holder may write. */
    public Path directory() {
        return directory;
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            // Another thread of this JVM has it, maybe one of a plugin loaded a second time.
            return Optional.empty();
        }
    }

    /** Closing the channel releases the lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
