package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

@DisplayName("The identity of the plugin")
final class PluginIdentityTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("is a release's version, with those of its dependencies")
    void release() throws IOException {
        var jar = Files.writeString(directory.resolve("plugin.jar"), "one");
        var before = value("1.0", List.of("a:1"), jar);
        Files.writeString(jar, "two");
        assertEquals(before, value("1.0", List.of("a:1"), jar));
        assertNotEquals(before, value("1.1", List.of("a:1"), jar));
        assertNotEquals(before, value("1.0", List.of("a:2"), jar));
    }

    @Test
    @DisplayName("is a snapshot's code, too: its jars and class directories, wherever they are")
    void snapshot() throws IOException {
        var jar = Files.writeString(directory.resolve("plugin.jar"), "one");
        var classes = Files.createDirectories(directory.resolve("classes"));
        var type = Files.writeString(classes.resolve("A.class"), "one");
        var before = value("1.0-SNAPSHOT", List.of(), jar, classes);
        Files.writeString(jar, "two");
        assertNotEquals(before, value("1.0-SNAPSHOT", List.of(), jar, classes));
        Files.writeString(jar, "one");
        assertEquals(before, value("1.0-SNAPSHOT", List.of(), jar, classes));
        Files.writeString(type, "two");
        assertNotEquals(before, value("1.0-SNAPSHOT", List.of(), jar, classes));
        Files.writeString(type, "one");
        var moved = Files.move(classes, directory.resolve("moved"));
        assertEquals(before, value("1.0-SNAPSHOT", List.of(), jar, moved));
    }

    private static String value(String version, List<String> dependencies, Path... code) throws IOException {
        return new PluginIdentity(version, dependencies, List.of(code)).value(FileDigests.none());
    }
}
