package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.editor.RecordingContext;
import io.github.bpfmaven.plugin.problem.BuildListener;
import io.github.bpfmaven.plugin.problem.LoggedProblems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("An IDE that Maven runs in")
final class ProblemMarkersTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    Path base;

    private final RecordingContext ide = new RecordingContext();
    private BuildProject project;

    @BeforeEach
    void project() throws IOException {
        project = new BuildProject(base, WORKERS);
        project.targets = List.of("bpfel", "bpfeb");
        project.arguments = List.of("-Wall");
    }

    @AfterAll
    static void end() {
        WORKERS.endIdle();
    }

    private BuildListener listener() {
        return ide.ide()
                .listener(
                        new LoggedProblems(LoggerFactory.getLogger(BpfBuild.class)),
                        base.resolve("target/bpf/default"));
    }

    @Test
    @DisplayName(
            "shows an error and a warning once each, at file, line and column, and takes them away with their causes")
    void errorAndWarning() throws Exception {
        project.write("a.bpf.c", BuildProject.program("int unused; return 1;"));
        project.write("b.bpf.c", BuildProject.program("return x;"));

        assertThrows(BuildFailedException.class, () -> project.build(listener()));

        assertEquals(
                List.of(
                        "removeMessages a.bpf.c",
                        "removeMessages b.bpf.c",
                        "addMessage a.bpf.c 3 6 unused variable 'unused' [-Wunused-variable] 1 null",
                        "addMessage b.bpf.c 3 9 use of undeclared identifier 'x' 2 null"),
                ide.calls());
        assertTrue(project.log().stream().anyMatch(line -> line.contains("use of undeclared identifier 'x'")));

        ide.calls().clear();
        project.write("a.bpf.c", BuildProject.program("return 1;"));
        project.write("b.bpf.c", BuildProject.program("return 2;"));
        project.build(listener());

        assertEquals(List.of("removeMessages a.bpf.c", "removeMessages b.bpf.c"), ide.calls());
    }

    @Test
    @DisplayName("shows what is wrong in a header there, until that is mended, whoever includes it then")
    void header() throws Exception {
        project.write("shared.h", "static int f(void) { int unused; return 1; }\n");
        project.write("a.bpf.c", "#include \"shared.h\"\n" + BuildProject.program("return f();"));
        project.build(listener());
        assertTrue(ide.calls().stream().anyMatch(call -> call.startsWith("addMessage shared.h 1 26 unused")));

        ide.calls().clear();
        project.write("a.bpf.c", BuildProject.program("return 1;"));
        project.build(listener());

        assertEquals(List.of("removeMessages a.bpf.c", "removeMessages shared.h"), ide.calls());
    }

    @Test
    @DisplayName("gets warnings again, though there is nothing to do: it may have been cleaned meanwhile")
    void nothingToDo() throws Exception {
        project.write("a.bpf.c", BuildProject.program("int unused; return 1;"));
        project.build(listener());
        ide.calls().clear();

        project.build(listener());

        assertEquals(
                List.of(
                        "removeMessages a.bpf.c",
                        "addMessage a.bpf.c 3 6 unused variable 'unused' [-Wunused-variable] 1 null"),
                ide.calls());
    }

    @Test
    @DisplayName("is not there in Maven by itself: messages are in the log, once")
    void plainMaven() {
        var log = new LoggedProblems(LoggerFactory.getLogger(BpfBuild.class));

        assertEquals(log, RecordingContext.plain().listener(log, base));
    }
}
