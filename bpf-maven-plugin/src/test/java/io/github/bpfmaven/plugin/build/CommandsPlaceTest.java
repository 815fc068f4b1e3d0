package io.github.bpfmaven.plugin.build;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The place of commands for editors")
final class CommandsPlaceTest {
    private static final List<Path> DIRECTORIES =
            List.of(Path.of("/work"), Path.of("/work/main"), Path.of("/opt/llvm"), Path.of("/srv/a \"b\" ü"));

    private final CommandsPlace place = new CommandsPlace("", DIRECTORIES);

    @Test
    @DisplayName("hides its directories, and shows them again, whatever else begins as they do")
    void hidesAndShows() {
        var commands = """
                {"directory":"/work/main","arguments":["/opt/llvm/bin/clang","-I/srv/a \\"b\\" ü/x","-DX=/work/mainly","/work"]}
                {"directory":"/workshop","arguments":["-I/opt","ü"]}
                """.getBytes(StandardCharsets.UTF_8);

        var hidden = place.hide(commands);

        var text = new String(hidden, StandardCharsets.UTF_8);
        for (var part : List.of("/work", "/opt/llvm", "/srv", "main/")) {
            assertFalse(text.contains(part), text);
        }
        assertTrue(text.contains("shop"), text);
        assertArrayEquals(commands, place.show(hidden));
    }
}
