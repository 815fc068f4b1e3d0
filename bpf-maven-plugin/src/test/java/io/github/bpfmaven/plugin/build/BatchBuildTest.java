package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.plugin.compile.LogLines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A build of many small programs")
final class BatchBuildTest {
    /** So many that each core gets several. */
    private static final int PROGRAMS = 8 + 4 * Runtime.getRuntime().availableProcessors();

    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    private Path directory;

    private BuildProject project;

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @BeforeEach
    void write() throws IOException {
        project = new BuildProject(directory.resolve("project"), WORKERS);
        project.targets = List.of("bpfel", "bpfeb");
        project.write("common.h", "#define COMMON 1\n");
        for (var number = 0; number < PROGRAMS; number++) {
            write(number, "return COMMON + " + number + ";");
        }
    }

    @Test
    @DisplayName(
            "leaves the same bytes whether one clang compiles several of them or not, one after the other or side by side")
    void sameBytes() throws Exception {
        project.batchCompiles = false;
        assertEquals(0, batches());
        var alone = project.outputs();

        project.batchCompiles = true;
        project.clean();
        assertTrue(batches() > 0);
        assertEquals(alone, project.outputs());

        project.clean();
        project.threads = OptionalInt.of(1);
        assertTrue(batches() >= 2);
        assertEquals(alone, project.outputs());

        project.clean();
        project.reducedHeaders = false;
        assertEquals(0, batches());
        assertEquals(alone, project.outputs());
    }

    @Test
    @DisplayName("leaves after edits and mistakes what a clean build without batches leaves")
    void edits() throws Exception {
        var random = new Random(12);
        var failed = 0;
        for (var edit = 0; edit < 12; edit++) {
            project.write("common.h", "#define COMMON " + random.nextInt() + "\n");
            var number = random.nextInt(PROGRAMS);
            switch (edit % 6) {
                case 0 -> write(number, "return missing;");
                case 1 -> write(number, "int unused; return COMMON;");
                case 2 -> Files.deleteIfExists(project.source(name(number)));
                case 3 ->
                    write(number, "struct { int a; } __attribute__((preserve_access_index)) *p = ctx; return p->a;");
                case 4 -> project.arguments = random.nextBoolean() ? List.of("-Wall") : List.of();
                default -> write(number, "return COMMON * " + random.nextInt() + ";");
            }
            project.threads = random.nextBoolean() ? OptionalInt.of(1) : OptionalInt.empty();
            var good = build();
            var outputs = project.outputs();
            if (good) {
                assertInstanceOf(BuildResult.UpToDate.class, project.build());
                project.clean();
                project.batchCompiles = false;
                assertTrue(build());
                assertEquals(project.outputs(), outputs, "edit " + edit);
                project.batchCompiles = true;
                if (random.nextBoolean()) {
                    project.clean();
                }
            } else {
                failed++;
                write(number, "return 0;");
            }
        }
        assertEquals(2, failed);
    }

    @Test
    @DisplayName("that is killed while it has batches leaves nothing that the next one takes for its own")
    void killed() throws Exception {
        var random = new Random(6);
        project.build();
        var whole = project.outputs();
        var found = 0;
        for (var kill = 0; kill < 8; kill++) {
            project.clean();
            var process = BuildProcess.start(List.of(project.base.toString()));
            while (process.isAlive() && !hasBatch(process)) {
                Thread.sleep(1);
            }
            found += process.isAlive() ? 1 : 0;
            process.waitFor(random.nextInt(80), TimeUnit.MILLISECONDS);
            if (kill % 2 == 0) {
                // Else clang goes on until nobody reads what it writes.
                process.descendants().forEach(ProcessHandle::destroyForcibly);
            }
            process.destroyForcibly().waitFor();
            project.build();
            assertEquals(whole, project.outputs(), "kill " + kill);
        }
        assertTrue(found > 0, "no build was killed while it had a batch");
    }

    /** Builds, and counts the processes that compiled several sources. */
    private long batches() throws Exception {
        var logger = Logger.getLogger(Clang.class.getName());
        logger.setLevel(Level.FINE);
        try (var log = new LogLines(Clang.class)) {
            project.build();
            return log.at(Level.FINE).stream()
                    .filter(line -> line.contains(" -cc1 "))
                    .count();
        } finally {
            logger.setLevel(null);
        }
    }

    private boolean build() throws Exception {
        try {
            project.build();
            return true;
        } catch (BuildFailedException failure) {
            return false;
        }
    }

    private static boolean hasBatch(Process process) {
        return process.descendants()
                .anyMatch(one -> one.info()
                        .commandLine()
                        .filter(line -> line.contains(" -cc1 "))
                        .isPresent());
    }

    private static String name(int number) {
        return "p" + number + ".bpf.c";
    }

    private void write(int number, String body) throws IOException {
        project.write(name(number), "#include \"common.h\"\n" + BuildProject.program(body));
    }
}
