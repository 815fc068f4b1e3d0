package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

@DisplayName("Indexes of headers")
final class HeaderIndexesTest {
    private @TempDir Path base = Path.of("");

    @Test
    @DisplayName("are kept in a file for each header, which is written anew when the header or the file has changed")
    void kept() throws IOException {
        var header = Files.writeString(base.resolve("types.h"), "struct one { int x; };\n");
        var before = new HeaderIndexes(base.resolve("index")).of(header);
        var packed = Files.readAllBytes(file());
        assertEquals(
                before.stamp(),
                new HeaderIndexes(base.resolve("index")).of(header).stamp());

        Files.write(file(), new byte[] {1, 2, 3});
        assertEquals(
                before.stamp(),
                new HeaderIndexes(base.resolve("index")).of(header).stamp());
        assertArrayEquals(packed, Files.readAllBytes(file()));

        Files.writeString(header, "struct two { int x; };\n");
        assertNotEquals(
                before.stamp(),
                new HeaderIndexes(base.resolve("index")).of(header).stamp());
        assertEquals(packed.length, Files.size(file()));
    }

    @Test
    @DisplayName("are made where they can't be kept, too")
    void unwritable() throws IOException {
        var header = Files.writeString(base.resolve("types.h"), "struct one { int x; };\n");
        var index = Files.writeString(base.resolve("index"), "a file is in the way");

        assertEquals(
                new HeaderIndexes(base.resolve("other")).of(header).stamp(),
                new HeaderIndexes(index).of(header).stamp());
    }

    private Path file() throws IOException {
        try (var files = Files.list(base.resolve("index"))) {
            return files.reduce((one, other) -> {
                        throw new AssertionError(one + " and " + other);
                    })
                    .orElseThrow();
        }
    }
}
