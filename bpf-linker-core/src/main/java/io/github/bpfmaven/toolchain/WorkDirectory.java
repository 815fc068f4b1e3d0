package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory beside the final one, where it is prepared; deleted when closed, unless it was renamed before. Only the
 * holder of the {@link DirectoryLock} makes one, so any other of this name belonged to a build that died.
 */
final class WorkDirectory implements AutoCloseable {
    private final Path path;

    private WorkDirectory(Path path) {
        this.path = path;
    }

    static WorkDirectory create(DirectoryLock lock, String name) throws IOException {
        Path cache = lock.directory();
        String prefix = name + ".tmp-";
        try (DirectoryStream<Path> leftOver = Files.newDirectoryStream(cache, prefix + "*")) {
            for (Path directory : leftOver) {
                delete(directory);
            }
        }
        // Not createTempDirectory: that one is for its owner's eyes only, and a cache may be shared by users.
        String unique = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        return new WorkDirectory(Files.createDirectory(cache.resolve(prefix + unique)));
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(path)) {
            delete(path);
        }
    }

    static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
