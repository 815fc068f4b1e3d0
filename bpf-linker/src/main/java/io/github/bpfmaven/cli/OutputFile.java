package io.github.bpfmaven.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears whole or not at all. */
final class OutputFile {
    private final Path path;

    OutputFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    void write(byte[] content) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // Such as /dev/null, of which there is no taking the place.
            Files.write(path, content);
            return;
        }
        // Not createTempFile, whose file nobody else may read.
        var part = path.resolveSibling(
                "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Takes away what an earlier run has left: to make(1) it would look as if it had been made now. */
    void delete() throws IOException {
        if (Files.isRegularFile(path)) {
            Files.delete(path);
        }
    }
}
