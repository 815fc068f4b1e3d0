package io.github.bpfmaven.plugin.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The files of a cache: {@code ab/abcd….object} for the key {@code abcd…}, so that no directory gets too many.
 *
 * <p>Other processes, also on other machines, read, write and delete the same files meanwhile. No lock is taken, as these
 * don't work on every network's file system: a file appears under its name by a move within its directory, whole.
 */
final class EntryFiles {
    private static final Pattern FAN_OUT = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}\\.[a-z][a-z0-9-]*");
    private static final Pattern TEMPORARY = Pattern.compile(ENTRY + "\\.[0-9a-f-]{36}\\.tmp");

    private final Path directory;
    private final Permissions permissions;
    /**
     * With a number behind it, what no other process calls its files; a random number for each would cost more than a file. 0 until
     * there is something to write: Java takes as long for the first random number as for a hundred files.
     */
    private long writer;

    private final AtomicLong written = new AtomicLong();

    /** @param directory is made when the first entry is written */
    EntryFiles(Path directory) {
        this.directory = directory;
        this.permissions = new Permissions(directory);
    }

    /** Of what is made in the directory. */
    Permissions permissions() {
        return permissions;
    }

    /** A file that belongs to the cache. */
    record Found(Path path, long size, FileTime modified) {}

    /** Gets what is in the cache. */
    interface Visitor {
        void entry(Found file);

        /** What a build is writing, or was when it was killed. */
        void temporary(Found file);
    }

    Path directory() {
        return directory;
    }

    Path path(CacheKey key) {
        return directory.resolve(key.sha256().substring(0, 2)).resolve(name(key));
    }

    /** The last part of a key's path. */
    static String name(CacheKey key) {
        return key.sha256() + '.' + key.kind();
    }

    /** Puts a whole entry in its place, or leaves what is there. */
    void write(CacheKey key, byte[] content) throws IOException {
        var file = path(key);
        try {
            tryWrite(file, content);
        } catch (NoSuchFileException firstOfItsDirectory) {
            makeDirectory(file);
            tryWrite(file, content);
        }
    }

    private void tryWrite(Path file, byte[] content) throws IOException {
        var temporary = beside(file);
        try {
            try (var channel = Files.newByteChannel(
                    temporary, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                var buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            moveIn(temporary, file);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Where an entry may be written bit by bit, before {@link #moveIn}: no file yet, in a directory that is there. */
    Path temporary(CacheKey key) throws IOException {
        var file = path(key);
        makeDirectory(file);
        return beside(file);
    }

    private void makeDirectory(Path file) throws IOException {
        if (!Files.isDirectory(file.getParent())) {
            Files.createDirectories(file.getParent());
            permissions.share(file.getParent());
        }
    }

    private synchronized long writer() {
        if (writer == 0) {
            writer = UUID.randomUUID().getMostSignificantBits();
        }
        return writer;
    }

    private Path beside(Path file) {
        // Not Files.createTempFile: nobody else on a shared directory could read what that makes.
        return file.resolveSibling(file.getFileName() + "." + new UUID(writer(), written.incrementAndGet()) + ".tmp");
    }

    /** Moves a whole entry to its place, over what is there. */
    void moveIn(Path temporary, CacheKey key) throws IOException {
        moveIn(temporary, path(key));
    }

    private void moveIn(Path temporary, Path file) throws IOException {
        permissions.share(temporary);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Walks over all files of the cache, and over nothing else that lies there. What vanishes meanwhile is left out. */
    void visit(Visitor visitor) throws IOException {
        Files.walkFileTree(directory, EnumSet.noneOf(FileVisitOption.class), 2, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return visited.equals(directory)
                                || FAN_OUT.matcher(visited.getFileName().toString())
                                        .matches()
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var name = file.getFileName().toString();
                if (attributes.isRegularFile()
                        && name.startsWith(file.getParent().getFileName().toString())) {
                    var found = new Found(file, attributes.size(), attributes.lastModifiedTime());
                    if (ENTRY.matcher(name).matches()) {
                        visitor.entry(found);
                    } else if (TEMPORARY.matcher(name).matches()) {
                        visitor.temporary(found);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException vanished) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException incomplete) {
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
