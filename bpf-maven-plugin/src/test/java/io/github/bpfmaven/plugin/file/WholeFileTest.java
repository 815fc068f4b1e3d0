package io.github.bpfmaven.plugin.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("A file that is written whole")
final class WholeFileTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("takes the place of what was there, makes its directories, and leaves nothing beside it")
    void replaces() throws Exception {
        var file = directory.resolve("a/b/file");
        WholeFile.write(file, new byte[] {1});
        WholeFile.write(file, new byte[] {2, 3});
        assertArrayEquals(new byte[] {2, 3}, Files.readAllBytes(file));
        assertEquals(List.of(file), files(file.getParent()));
    }

    @Test
    @DisplayName("may be read by whom any other file may be read by")
    void rights() throws Exception {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "no POSIX rights here");
        var file = directory.resolve("file");
        WholeFile.write(file, new byte[1]);
        var other = Files.write(directory.resolve("other"), new byte[1]);
        assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(file));
    }

    @Test
    @DisplayName("leaves nothing where it can't be written")
    void refused() throws Exception {
        var inTheWay = Files.createDirectories(directory.resolve("file/full")).getParent();
        assertThrows(IOException.class, () -> WholeFile.write(inTheWay, new byte[1]));
        assertEquals(List.of(inTheWay), files(directory));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }
}
