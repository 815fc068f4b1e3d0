package io.github.bpfmaven.linker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.btf.BtfExt.LineInfo;
import io.github.bpfmaven.btf.BtfRecordTail;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("The text of a source line")
final class SourceTextsTest {
    private @TempDir Path directory = Path.of("");
    private SourceTexts texts = new SourceTexts(List.of());

    @BeforeEach
    void layOut() throws Exception {
        Files.createDirectories(directory.resolve("project/src"));
        Files.createDirectories(directory.resolve("headers"));
        Files.writeString(directory.resolve("project/src/a.c"), "first\n\tsecond\r\nlast without an end");
        Files.writeString(directory.resolve("headers/h.h"), "header\n");
        Files.write(directory.resolve("project/latin1.c"), "Zähler\n".getBytes(StandardCharsets.ISO_8859_1));
        texts = new SourceTexts(List.of(
                new SourceRoot("", directory.resolve("project")),
                new SourceRoot("bpf-headers/", directory.resolve("headers"))));
    }

    @Test
    @DisplayName("is that of the file below the root, without its end")
    void line() {
        assertEquals("first", text("./src/a.c", 1));
        assertEquals("\tsecond", text("src/a.c", 2));
        assertEquals("last without an end", text("./src/a.c", 3));
    }

    @Test
    @DisplayName("comes from the root whose prefix is the longest that fits")
    void longestPrefix() {
        assertEquals("header", text("./bpf-headers/h.h", 1));
    }

    @Test
    @DisplayName("stays what LLVM wrote where there is no such line, file or name")
    void notThere() {
        assertEquals("as it was", text("./src/a.c", 4));
        assertEquals("as it was", text("./src/a.c", 0));
        assertEquals("as it was", text("./src/missing.c", 1));
        assertEquals("as it was", text("<built-in>", 1));
        assertEquals("as it was", text("", 1));
    }

    @Test
    @DisplayName("keeps bytes that are not UTF-8")
    void latin1() {
        assertEquals("Z\udce4hler", text("latin1.c", 1));
    }

    @Test
    @DisplayName("is found again by the name that an object has for the file")
    void find() {
        var roots = new SourceRoots(List.of(new SourceRoot("include1/", Path.of("elsewhere"))));
        assertEquals(Optional.of(Path.of("elsewhere", "x.h")), roots.find("include1/x.h"));
        assertEquals(Optional.empty(), roots.find("include2/x.h"));
    }

    private String text(String file, int line) {
        return texts.quote(new LineInfo(0, file, "as it was", line, 1, BtfRecordTail.NONE))
                .text();
    }
}
