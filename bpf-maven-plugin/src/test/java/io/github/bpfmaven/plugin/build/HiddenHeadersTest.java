package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

@DisplayName("A header that comes first now")
final class HiddenHeadersTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();
    private static final String UNKNOWN = "a.bpf.c: not all that it reads can be told";

    @TempDir
    private Path directory;

    private BuildProject project;

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @BeforeEach
    void create() throws IOException {
        project = new BuildProject(directory.resolve("project"), WORKERS);
        write("second/x.h", "#define X 1\n");
        write("second/net/x.h", "#define X 1\n");
        project.write("a.bpf.c", "#include <x.h>\n" + BuildProject.program("return X;"));
    }

    @ParameterizedTest
    @DisplayName("is seen in a directory that didn't exist, whatever the argument that names it")
    @ValueSource(
            strings = {
                "-I first -Isecond",
                "-Wp,-Ifirst,-Isecond",
                "-idirafter first -idirafter second",
                "-isystem first -Isecond -isystem second",
                "--include-directory=first --include-directory second",
                "--include-directory-after=first --include-directory-after=second",
                "-Xclang=-Ifirst -Xclang=-Isecond"
            })
    void byArgument(String arguments) throws Exception {
        project.arguments = List.of(arguments.split(" "));
        assertSeen("first/x.h");
    }

    @Test
    @DisplayName("is seen in a directory that only quotes lead to")
    void quoted() throws Exception {
        project.arguments = List.of("-iquote", "first", "-isystem", "second");
        project.write("a.bpf.c", "#include \"x.h\"\n" + BuildProject.program("return X;"));
        assertSeen("first/x.h");
    }

    @ParameterizedTest
    @DisplayName("is seen in a directory that a response file names, with all that such files may have")
    @ValueSource(
            strings = {
                "-Ifirst\n-Isecond\n",
                "\"-Ifirst\" '-Isecond'",
                "-DY=\"a b\" -I\"first\" -I'second'",
                "-I fir\\st -Isecond",
                "\"@more\""
            })
    void byResponseFile(String text) throws Exception {
        write("args", text);
        write("more", "-Ifirst -Isecond");
        project.arguments = List.of("@args");
        assertSeen("first/x.h");
    }

    @ParameterizedTest
    @DisplayName("is seen where an argument includes it")
    @ValueSource(
            strings = {
                "-include x.h",
                "-includex.h",
                "-imacros x.h",
                "--include=x.h",
                "--include x.h",
                "--imacros=x.h",
                "-Wp,-include,x.h",
                "-Xclang -include -Xclang x.h"
            })
    void included(String arguments) throws Exception {
        project.arguments = List.of((arguments + " -Isecond").split(" "));
        project.write("a.bpf.c", BuildProject.program("return X;"));
        assertSeen("x.h");
    }

    @Test
    @DisplayName("is seen beside the header that includes it")
    void beside() throws Exception {
        write("second/sub/outer.h", "#include \"x.h\"\n");
        project.arguments = List.of("-Isecond");
        project.write("a.bpf.c", "#include <sub/outer.h>\n" + BuildProject.program("return X;"));
        assertSeen("second/sub/x.h");
    }

    @Test
    @DisplayName("is seen where a header goes on to the next one")
    void next() throws Exception {
        write("zeroth/x.h", "#include_next <x.h>\n");
        project.arguments = List.of("-Izeroth", "-Ifirst", "-Isecond");
        assertSeen("first/x.h");
    }

    @Test
    @DisplayName(
            "is seen where a file was that is a directory now, where a link leads to it, and where a link led nowhere")
    void links() throws Exception {
        write("first/net", "");
        project.arguments = List.of("-Ifirst", "-Isecond");
        project.write("a.bpf.c", "#include <net/x.h>\n" + BuildProject.program("return X;"));
        project.build();
        Files.delete(project.file("first/net"));
        assertSeen("first/net/x.h");

        BuildProject.delete(project.file("first"));
        project.build();
        write("other/net/x.h", "#define X 3\n");
        Files.createSymbolicLink(project.file("first"), Path.of("other"));
        assertRebuilt("a.bpf.c: there is a header first/net/x.h now");

        Files.delete(project.file("other/net/x.h"));
        Files.createSymbolicLink(project.file("other/net/x.h"), project.file("later.h"));
        project.build();
        write("later.h", "#define X 4\n");
        assertRebuilt("a.bpf.c: there is a header first/net/x.h now");
    }

    @Test
    @DisplayName("is seen though its directive goes on in another line, behind a blank that clang warns of")
    void blankAtTheEndOfALine() throws Exception {
        project.arguments = List.of("-Ifirst", "-Isecond");
        project.write("a.bpf.c", "#incl\\ \nude <x.h>\n" + BuildProject.program("return X;"));
        assertSeen("first/x.h");
    }

    @ParameterizedTest
    @DisplayName(
            "makes no difference where nobody here knows what clang does: such a source is compiled each time, and says so")
    @ValueSource(
            strings = {
                "-iwithprefix /first -iwithprefix /second",
                "-iprefix ./ -iwithprefix first -iwithprefix second",
                "--include-prefix=./ --include-with-prefix=first --include-with-prefix=second",
                "-Xclang -c-isystem -Xclang first -Xclang -c-isystem -Xclang second",
                "-Xclang -internal-isystem -Xclang first -Xclang -internal-isystem -Xclang second",
                "--sysroot=. -I=first -I=second",
                "--config=./my.cfg",
                "--config-user-dir=. --config my.cfg"
            })
    void unknown(String arguments) throws Exception {
        write("my.cfg", "-Ifirst -Isecond\n");
        project.arguments =
                List.of(arguments.replace(" /", " " + project.base + "/").split(" "));
        project.build();
        assertRebuilt(UNKNOWN);
        var before = project.outputs();
        write("first/x.h", "#define X 2\n");
        assertRebuilt(UNKNOWN);
        assertNotEquals(before, project.outputs());
    }

    /** Not a header, but read just as quietly. */
    @ParameterizedTest
    @DisplayName("makes no difference to the assembler, which may read a file, however a program spells that")
    @ValueSource(strings = {".incbin ", ".incbin\\t", ".INCBIN ", ".inc\" \"bin\" \" ", ".incbin/**/", ".include "})
    void assembled(String directive) throws Exception {
        write("x.s", ".byte 1\n");
        project.write(
                "a.bpf.c",
                "__asm__(\".section .rodata,\\\"a\\\"\\n%s\\\"%s\\\"\\n\");\n".formatted(directive, project.file("x.s"))
                        + BuildProject.program("return 1;"));
        project.build();
        var before = project.outputs();
        write("x.s", ".byte 2\n");
        assertRebuilt(UNKNOWN);
        assertNotEquals(before, project.outputs());
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(project.file(name).getParent());
        Files.writeString(project.file(name), text);
    }

    private void assertSeen(String name) throws Exception {
        project.build();
        assertInstanceOf(
                BuildResult.UpToDate.class, project.build(), () -> project.log().toString());
        var before = project.outputs();
        write(name, "#define X 2\n");
        assertRebuilt("a.bpf.c: there is a header " + name + " now");
        assertNotEquals(before, project.outputs());
        assertClean();
    }

    private void assertRebuilt(String reason) throws Exception {
        project.build();
        assertEquals(List.of(reason), project.reasons(), () -> project.log().toString());
    }

    private void assertClean() throws Exception {
        var outputs = project.outputs();
        project.clean();
        project.build();
        assertEquals(project.outputs(), outputs);
    }
}
