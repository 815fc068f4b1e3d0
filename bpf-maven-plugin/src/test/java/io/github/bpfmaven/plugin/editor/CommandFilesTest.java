package io.github.bpfmaven.plugin.editor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.compile.CompileCommand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("compile_commands.json")
final class CommandFilesTest {
    @TempDir
    Path target;

    @Test
    @DisplayName("has directory, file and arguments of each command, as JSON")
    void json() throws Exception {
        var files = files("first", "first");

        assertTrue(files.write(List.of(new CompileCommand(
                Path.of("/a \"b\""), Path.of("/a/x.c"), List.of("clang", "-DX=\"y\\n\"", "/a/x.c")))));

        assertEquals("""
                [
                {"directory":"/a \\"b\\"","file":"/a/x.c","arguments":["clang","-DX=\\"y\\\\n\\"","/a/x.c"]}
                ]
                """, Files.readString(target.resolve("compile_commands.json")));
    }

    @Test
    @DisplayName("has letters as they are: LLVM reads each half of a pair of escapes by itself")
    void letters() throws Exception {
        var files = files("first", "first");

        files.write(List.of(new CompileCommand(Path.of("/ü"), Path.of("/ü/x.c"), List.of("-DX=\uD83D\uDE00"))));

        assertEquals("""
                [
                {"directory":"/ü","file":"/ü/x.c","arguments":["-DX=\uD83D\uDE00"]}
                ]
                """, Files.readString(files.file()));
    }

    @Test
    @DisplayName("that can't be written is said with the parameter that names another place")
    void notWritable() throws Exception {
        var files = files("first", "first");
        Files.createDirectories(files.file().resolve("occupied"));

        var failure = assertThrows(IOException.class, () -> files.write(List.of(command("one"))));

        assertTrue(failure.getMessage().startsWith(files.file() + " can't be written: "), failure.getMessage());
        assertTrue(failure.getMessage().contains("<compileCommandsDirectory>"), failure.getMessage());
    }

    @Test
    @DisplayName("has the commands of all executions, in their order, whichever was built last")
    void severalExecutions() throws Exception {
        files("second", "first", "second").write(List.of(command("two")));
        files("first", "first", "second").write(List.of(command("one")));

        assertEquals(List.of("one", "two"), sources());
    }

    @Test
    @DisplayName("loses the commands of an execution that the project has no more")
    void executionIsGone() throws Exception {
        files("old", "old").write(List.of(command("one")));
        files("new", "new").write(List.of(command("two")));

        assertEquals(List.of("two"), sources());
    }

    @Test
    @DisplayName("loses the commands of sources that are gone, down to none")
    void sourcesAreGone() throws Exception {
        var files = files("first", "first");
        files.write(List.of(command("one"), command("two")));
        files.write(List.of(command("two")));
        assertEquals(List.of("two"), sources());

        files.write(List.of());
        assertEquals("[]\n", Files.readString(files.file()));
    }

    @Test
    @DisplayName("is one of them, whole, where several modules write it at once against the advice")
    void severalModules() throws Exception {
        var modules = Executors.newFixedThreadPool(4);
        try {
            var results = new ArrayList<Future<?>>();
            for (var number = 0; number < 4; number++) {
                var own = CommandFiles.own(target.resolve("module" + number));
                var files = new CommandFiles(target, own, List.of(own));
                results.add(modules.submit(() -> {
                    for (var round = 0; round < 200; round++) {
                        files.write(List.of(command("round" + round)));
                    }
                    return files;
                }));
            }
            for (var result : results) {
                result.get();
            }
        } finally {
            modules.shutdownNow();
        }
        assertEquals(List.of("round199"), sources());
    }

    @Test
    @DisplayName("isn't touched if it would stay the same")
    void untouched() throws Exception {
        var files = files("first", "first");
        files.write(List.of(command("one")));
        var longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(files.file(), longAgo);

        assertFalse(files.write(List.of(command("one"))));
        assertEquals(longAgo, Files.getLastModifiedTime(files.file()));
    }

    @Test
    @DisplayName("is none of a module's that has no sources")
    void nothing() throws Exception {
        var files = files("first", "first");

        assertFalse(files.write(List.of()));
        assertFalse(Files.exists(files.file()));
        assertTrue(files.isThere(), "and none is missing");
    }

    @Test
    @DisplayName("is missing if it was written and somebody has deleted it")
    void missing() throws Exception {
        var files = files("first", "first");
        files.write(List.of(command("one")));
        assertTrue(files.isThere());

        Files.delete(files.file());
        assertFalse(files.isThere());
    }

    private CommandFiles files(String own, String... all) {
        return new CommandFiles(
                target,
                CommandFiles.own(target.resolve("bpf").resolve(own)),
                List.of(all).stream()
                        .map(name -> CommandFiles.own(target.resolve("bpf").resolve(name)))
                        .toList());
    }

    private static CompileCommand command(String source) {
        return new CompileCommand(Path.of("/project"), Path.of(source), List.of("clang", source));
    }

    private List<String> sources() throws Exception {
        return Files.readAllLines(target.resolve("compile_commands.json")).stream()
                .filter(line -> line.contains("\"file\":\""))
                .map(line -> line.replaceFirst(".*\"file\":\"([^\"]*)\".*", "$1"))
                .toList();
    }
}
