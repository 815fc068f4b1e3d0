package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("What the driver tells the compiler proper")
final class FrontEndArgumentsTest {
    private static final String HEAD = """
            clang version 20.1.7
            Target: bpfel
            InstalledDir: /usr/bin
             (in-process)
            """;
    private static final String LINE =
            " \"/usr/bin/clang\" \"-cc1\" \"-emit-llvm-bc\" \"-disable-free\" \"-main-file-name\" \"a.c\""
                    + " \"-dependency-file\" \"a.d\" \"-D\" \"A=\\\"b c\\\"\" \"-o\" \"a.bc\" \"-x\" \"c\" \"a.c\"\n";

    @Test
    @DisplayName("is used without what it says of one source")
    void parse() {
        assertEquals(
                Optional.of(List.of("-cc1", "-dependency-file", "-", "-emit-llvm-bc", "-D", "A=\"b c\"", "-x", "c")),
                FrontEndArguments.parse(HEAD + LINE, "a.c"));
    }

    @Test
    @DisplayName("isn't used if it is not understood")
    void odd() {
        for (var odd : List.of(
                "",
                HEAD,
                HEAD + LINE + LINE,
                HEAD + LINE.replace("\"a.c\"\n", "\"b.c\"\n"),
                HEAD + LINE.replace("-emit-llvm-bc", "-S"),
                HEAD + LINE.replace("-main-file-name", "-other"),
                HEAD + LINE.replace("\"-x\" \"c\"", "\"-x\" \"ir\""),
                HEAD + LINE.replace("A=\\\"b c\\\"", ""),
                HEAD + LINE.replace("\"-o\" \"a.bc\"", "\"-o\" \"a.bc\" \"-o\" \"b.bc\""),
                "clang: error: no such file or directory: 'a.c'\n")) {
            assertEquals(Optional.empty(), FrontEndArguments.parse(odd, "a.c"), odd);
        }
    }
}
