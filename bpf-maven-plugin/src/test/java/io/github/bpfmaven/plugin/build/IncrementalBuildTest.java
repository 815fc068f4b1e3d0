package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A build after another one")
final class IncrementalBuildTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    private Path directory;

    private BuildProject project;

    @BeforeEach
    void build() throws Exception {
        project = new BuildProject(directory, WORKERS);
        project.write("one.bpf.c", "#include \"common.h\"\n" + BuildProject.program("return ONE;"));
        project.write("two.bpf.c", BuildProject.program("return 2;"));
        project.write("common.h", "#define ONE 1\n");
        project.build();
    }

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @Test
    @DisplayName("does nothing when nothing has changed")
    void nothing() throws Exception {
        var before = project.outputs();
        assertInstanceOf(BuildResult.UpToDate.class, project.build());
        assertEquals(List.of("INFO Nothing to do: 2 objects are up to date"), project.log());
        assertEquals(before, project.outputs());
    }

    @Test
    @DisplayName("compiles the source that has changed, and says so")
    void source() throws Exception {
        project.write("two.bpf.c", BuildProject.program("return 3;"));
        assertInstanceOf(BuildResult.Built.class, project.build());
        assertEquals(List.of("two.bpf.c: changed"), project.reasons());
    }

    @Test
    @DisplayName("compiles the sources whose header has changed")
    void header() throws Exception {
        project.write("common.h", "#define ONE 11\n");
        assertInstanceOf(BuildResult.Built.class, project.build());
        assertEquals(List.of("one.bpf.c: header common.h changed"), project.reasons());
    }

    @Test
    @DisplayName("does nothing when a file was touched")
    void touched() throws Exception {
        project.write("common.h", "#define ONE 1\n");
        assertInstanceOf(BuildResult.UpToDate.class, project.build());
        assertFalse(project.ranClang());
    }

    @Test
    @DisplayName("deletes what a removed source had")
    void removed() throws Exception {
        Files.delete(project.source("two.bpf.c"));
        assertInstanceOf(BuildResult.Built.class, project.build());
        assertEquals(3, project.outputs().size(), project.outputs().toString());
        assertFalse(project.ranClang());
        assertFalse(Files.exists(project.file("target/bpf/default/bitcode/two.bpf_bpfel.bc")));
        assertTrue(Files.exists(project.file("target/bpf/default/bitcode/one.bpf_bpfel.bc")));
    }
}
