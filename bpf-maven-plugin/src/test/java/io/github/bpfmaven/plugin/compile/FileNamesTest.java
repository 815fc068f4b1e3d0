package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The names by which one clang knows files")
final class FileNamesTest {
    private @TempDir Path base = Path.of("");

    @Test
    @DisplayName("are those by which it asked first, over links and other ways to the same file")
    void first() throws IOException {
        Files.createDirectories(base.resolve("a"));
        Files.writeString(base.resolve("x.h"), "");
        Files.writeString(base.resolve("y.h"), "");
        Files.createSymbolicLink(base.resolve("link.h"), Path.of("x.h"));
        Files.createLink(base.resolve("hard.h"), base.resolve("x.h"));
        var names = new FileNames(base);

        assertTrue(names.add(List.of("x.h", "y.h")));
        assertTrue(names.add(List.of("y.h")));
        for (var other : List.of(
                "a/../x.h", "./x.h", "link.h", "hard.h", base.resolve("x.h").toString())) {
            assertFalse(names.add(List.of("y.h", other)), other);
            assertTrue(new FileNames(base).add(List.of("y.h", other)), other);
        }
        assertFalse(new FileNames(base).add(List.of("a/../x.h", "x.h")));
        assertTrue(names.add(List.of("x.h", "y.h")));
    }

    @Test
    @DisplayName("aren't known any more once a file is gone")
    void gone() throws IOException {
        Files.writeString(base.resolve("x.h"), "");
        var names = new FileNames(base);

        assertTrue(names.add(List.of("x.h")));
        assertFalse(names.add(List.of("gone.h")));
        assertFalse(names.add(List.of("x.h")));
    }
}
