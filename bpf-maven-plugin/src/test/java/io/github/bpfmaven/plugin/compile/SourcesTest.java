package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The sources of a module")
final class SourcesTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("are programs if they are included and libraries if not, each sorted by path")
    void programsAndLibraries() throws Exception {
        write("z.bpf.c", "a/util.c", "b.bpf.c", "a/drop.bpf.c", "B.bpf.c", "parse.c", "types.h", "readme.bpf.c.txt");
        var sources = find(List.of("**/*.bpf.c"), List.of());
        assertEquals(
                "[B.bpf.c, a/drop.bpf.c, b.bpf.c, z.bpf.c]", sources.programs().toString());
        assertEquals("[a/util.c, parse.c]", sources.libraries().toString());
    }

    @Test
    @DisplayName("are programs whatever their name if the includes say so")
    void ownIncludes() throws Exception {
        write("one.c", "two.c", "three.bpf.c");
        var sources = find(List.of("one.c", "two.c"), List.of());
        assertEquals("[one.c, two.c]", sources.programs().toString());
        assertEquals("[three.bpf.c]", sources.libraries().toString());
    }

    @Test
    @DisplayName("leave out what is excluded, programs and libraries alike")
    void excludes() throws Exception {
        write("drop.bpf.c", "old/drop.bpf.c", "old/util.c", "util.c");
        var sources = find(List.of("**/*.bpf.c"), List.of("old/**"));
        assertEquals("[drop.bpf.c]", sources.programs().toString());
        assertEquals("[util.c]", sources.libraries().toString());
    }

    @Test
    @DisplayName("leave out what version control and editors keep beside them")
    void defaultExcludes() throws Exception {
        write("drop.bpf.c", ".git/drop.bpf.c", ".svn/util.c", "#drop.bpf.c#", ".#drop.bpf.c");
        var sources = find(List.of("**/*.bpf.c"), List.of());
        assertEquals("[drop.bpf.c]", sources.programs().toString());
        assertEquals("[]", sources.libraries().toString());
    }

    @Test
    @DisplayName("are none where the directory is missing")
    void missing() throws Exception {
        var sources = Sources.find(directory.resolve("none"), List.of("**/*.bpf.c"), List.of());
        assertEquals(new Sources(List.of(), List.of()), sources);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("have names that can be read: one in Latin-1 isn't passed over in silence")
    void unreadableName() throws Exception {
        write("drop.bpf.c");
        // Java can't write such a name either, in no locale.
        var touch =
                new ProcessBuilder("sh", "-c", "touch \"$(printf 'gr\\366sse.bpf.c')\"").directory(directory.toFile());
        assertEquals(0, touch.start().waitFor());
        var refused = assertThrows(InvalidConfigurationException.class, () -> find(List.of("**/*.bpf.c"), List.of()));
        assertTrue(refused.getMessage().contains("sse.bpf.c can't be read in this locale"), refused::getMessage);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("may be links to nowhere")
    void brokenLink() throws Exception {
        write("drop.bpf.c");
        Files.createSymbolicLink(directory.resolve("gone.bpf.c"), directory.resolve("nowhere.c"));
        assertEquals(
                "[drop.bpf.c]",
                find(List.of("**/*.bpf.c"), List.of()).programs().toString());
    }

    @Test
    @DisplayName("have a stem without .bpf.c or .c, and a directory that is empty at the top")
    void names() {
        assertEquals("drop", new Source("com/acme/drop.bpf.c").stem());
        assertEquals("parse", new Source("parse.c").stem());
        assertEquals("my.bpf.c.odd", new Source("my.bpf.c.odd.c").stem());
        assertEquals("com/acme", new Source("com/acme/drop.bpf.c").directory());
        assertEquals("", new Source("drop.bpf.c").directory());
    }

    private Sources find(List<String> includes, List<String> excludes) throws Exception {
        return Sources.find(directory, includes, excludes);
    }

    private void write(String... names) throws IOException {
        for (var name : names) {
            var file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }
}
