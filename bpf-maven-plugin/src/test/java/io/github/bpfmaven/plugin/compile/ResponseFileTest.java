package io.github.bpfmaven.plugin.compile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Arguments in a file")
final class ResponseFileTest {
    @TempDir
    Path directory;

    private static final List<String> ARGUMENTS = List.of(
            "--target=bpfel",
            "-E",
            "-P",
            "-DA=\"one two\"",
            "-DB='\\n'",
            "-DC=back\\slash",
            "-DD=",
            "-DE=ü",
            "-I",
            "C:\\a directory\\",
            "-xc",
            "-");

    @Test
    @DisplayName("mean the same to clang as on its command line")
    void sameToClang() throws Exception {
        var onLine = run(false);
        assertTrue(onLine.contains("\"one two\" '\\n' back\\slash ü"), onLine);
        assertEquals(onLine, run(true));
    }

    @Test
    @DisplayName("are read as they were written")
    void read() {
        assertEquals(ARGUMENTS, ResponseFile.arguments(ResponseFile.text(ARGUMENTS)));
        assertEquals(
                List.of("-Ia b", "-Ic d", "e'f", "g h", "\\"),
                ResponseFile.arguments(" -I'a b'\t-I\"c d\"\r\ne\\'f g\\ h \\"));
    }

    private String run(boolean inFile) throws Exception {
        var command =
                new ClangCommand(TestLlvm.home().clang(), CompilerLauncher.NONE, directory, System.getenv(), inFile);
        var process = command.start(ARGUMENTS);
        try (var in = process.getOutputStream()) {
            in.write("A B C D E\n".getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
