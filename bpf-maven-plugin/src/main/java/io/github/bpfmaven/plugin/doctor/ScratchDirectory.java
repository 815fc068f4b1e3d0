package io.github.bpfmaven.plugin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory for temporary files, deleted with all that is in it. */
record ScratchDirectory(Path path) implements AutoCloseable {
    static ScratchDirectory create() throws IOException {
        // Under its own name: on macOS the directory for temporary files is behind a link, and clang names files as
        // they are.
        return new ScratchDirectory(Files.createTempDirectory("bpf-doctor").toRealPath());
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
