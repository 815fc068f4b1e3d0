package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The compiler launcher that a POM names")
final class CompilerLauncherTest {
    private @TempDir Path directory = Path.of("");

    @Test
    @DisplayName("is none where none is named")
    void none() throws Exception {
        assertFalse(of().isPresent());
        assertEquals(Optional.empty(), of().name());
    }

    @Test
    @DisplayName("is the first on the PATH, and keeps its arguments")
    void onPath() throws Exception {
        Files.createDirectories(directory.resolve("first/keeper"));
        Files.writeString(directory.resolve("first/notes"), "no program");
        var program = program("second/keeper");
        program("third/keeper");
        var launcher = of("keeper", "--log", "a b");
        assertEquals(List.of(program.toString(), "--log", "a b"), launcher.command());
        assertTrue(launcher.isPresent());
        assertEquals(Optional.of("keeper"), launcher.name());
        assertRefused("'notes', which is not on the PATH: install it", "notes");
    }

    @Test
    @DisplayName("ends in .exe on Windows, and need not be called so")
    void exe() throws Exception {
        var program = program("first/ccache.exe");
        assertEquals(
                List.of(program.toString(), "--verbose"),
                of("ccache", "--verbose").command());
        var own = program("project/my tools/keeper.exe");
        assertEquals(List.of(own.toString()), of("my tools/keeper").command());
    }

    @Test
    @DisplayName("with a directory is the project's own")
    void inTheProject() throws Exception {
        var program = program("project/tools/keeper");
        assertEquals(List.of(program.toString()), of("tools/keeper").command());
        assertEquals(List.of(program.toString()), of("./tools/../tools/keeper").command());
        assertEquals(List.of(program.toString()), of(program.toString()).command());
    }

    @Test
    @DisplayName("must be there, and is called what it was called when it is not")
    void missing() {
        assertRefused("'ccache-9', which is not on the PATH: install it", "ccache-9");
        assertRefused("'tools/none', which is no program that can be run: install it", "tools/none");
        assertRefused(
                "'ccache --verbose', which is not on the PATH; the program and its arguments are", "ccache --verbose");
    }

    private void assertRefused(String expected, String... words) {
        var message = assertThrows(InvalidConfigurationException.class, () -> of(words))
                .getMessage();
        assertTrue(message.contains("<compilerLauncher> names " + expected), message);
    }

    private CompilerLauncher of(String... words) throws InvalidConfigurationException {
        var path = List.of(directory.resolve("first"), directory.resolve("second"), directory.resolve("third"));
        return CompilerLauncher.of(List.of(words), directory.resolve("project"), path);
    }

    private Path program(String name) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\nexec \"$@\"\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }
}
