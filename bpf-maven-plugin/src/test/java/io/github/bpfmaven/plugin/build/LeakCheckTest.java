package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("An object that tells of the machine that builds")
final class LeakCheckTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    private Path directory;

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @Test
    @DisplayName("fails the build, with section and offset")
    void fails() throws Exception {
        var project = new BuildProject(directory, WORKERS);
        project.write(
                "where.bpf.c",
                "const char where[] = \"" + directory.resolve("secret") + "\";\n"
                        + BuildProject.program("return where[(long) ctx & 7];"));
        assertThrows(BuildFailedException.class, project::build);
        assertTrue(
                project.log().stream()
                        .anyMatch(line -> line.startsWith("SEVERE ")
                                && line.contains(
                                        "the object tells of this machine: section .rodata, offset 0x0: a directory"
                                                + " of this build: \"" + directory.resolve("secret"))),
                project.log()::toString);
    }

    @Test
    @DisplayName("is something else than a program that speaks of files that every machine has")
    void everywhere() throws Exception {
        var project = new BuildProject(directory, WORKERS);
        project.write(
                "where.bpf.c",
                "const char where[] = \"/sys/fs/bpf/map\";\n" + BuildProject.program("return where[(long) ctx & 7];"));
        assertInstanceOf(BuildResult.Built.class, project.build());
    }
}
