package io.github.bpfmaven.plugin.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A cache's directory, seen from outside. */
final class CacheDirectory {
    private final Path path;

    CacheDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** What a build would use. */
    ContentCache open(long limit) {
        return ContentCache.in(path, limit);
    }

    /** The entry of a number. */
    Path file(int number) {
        var digest = CacheContents.key(number).sha256();
        return path.resolve(digest.substring(0, 2)).resolve(digest + ".object");
    }

    /** Says when the cache was trimmed. */
    Path stamp() {
        return path.resolve(Trim.STAMP);
    }

    List<Path> files() throws IOException {
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    long entries() throws IOException {
        return files().stream()
                .filter(file -> file.toString().endsWith(".object"))
                .count();
    }

    void delete() throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
