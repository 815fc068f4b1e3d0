package io.github.bpfmaven.plugin.build;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.compile.CompileCommand;
import io.github.bpfmaven.plugin.editor.CommandFiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The place of commands for editors")
final class CommandsPlaceTest {
    @TempDir
    private Path target;

    @Test
    @DisplayName("hides its directories, and shows them again, whatever else begins as they do")
    void hidesAndShows() throws Exception {
        var odd = "/srv/a \"b\\c\" ü \uD83D\uDE00";
        var commands = written(
                odd,
                odd + "/src/x.c",
                "/opt/llvm/bin/clang",
                "-I" + odd + "/x",
                "-DX=/site/mainly",
                "/site/main",
                "-I/opt");

        var hidden =
                hides(List.of(Path.of("/site"), Path.of("/site/main"), Path.of("/opt/llvm"), Path.of(odd)), commands);

        for (var part : List.of("/site", "/opt/llvm", "/srv", "main/")) {
            assertFalse(hidden.contains(part), hidden);
        }
        assertTrue(hidden.contains("ly"), hidden);
    }

    @Test
    @DisplayName("takes no number of the text for one of its own")
    void numbers() throws Exception {
        hides(
                List.of(Path.of("/site/llvm"), Path.of("/w")),
                written("/w", "/w/x.c", "-DX=/site/llvm1/w", "-DY=/w0/w1/w"));
        hides(List.of(Path.of("/src/main/bpf"), Path.of("/")), written("/", "/x.c", "-I/src/main/bpf1/x", "//0/1//"));
    }

    private static String hides(List<Path> directories, byte[] commands) {
        var place = new CommandsPlace("", directories);
        var hidden = place.hide(commands);
        assertArrayEquals(commands, place.show(hidden));
        return new String(hidden, StandardCharsets.UTF_8);
    }

    /** As editors read it. */
    private byte[] written(String directory, String file, String... arguments) throws Exception {
        var own = CommandFiles.own(target);
        new CommandFiles(target, own, List.of(own))
                .write(List.of(new CompileCommand(Path.of(directory), Path.of(file), List.of(arguments))));
        return Files.readAllBytes(own);
    }
}
