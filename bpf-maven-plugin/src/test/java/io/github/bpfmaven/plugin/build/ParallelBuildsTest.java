package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

@DisplayName("Four builds at once on one cache")
final class ParallelBuildsTest {
    private static final int BUILDS = 4;
    private static final int ROUNDS = 4;
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    private Path directory;

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @Test
    @DisplayName("leave what clean builds leave, and none of them fails or complains")
    void sameAsClean() throws Exception {
        rounds("1000000000");
    }

    @Test
    @DisplayName("do so, too, where the cache is full and each deletes what another may be reading")
    void full() throws Exception {
        rounds("20000");
    }

    private void rounds(String cacheSize) throws Exception {
        var random = new Random(6);
        for (var round = 0; round < ROUNDS; round++) {
            var projects = new ArrayList<BuildProject>();
            var processes = new ArrayList<Process>();
            for (var number = 0; number < BUILDS; number++) {
                var project = new BuildProject(directory.resolve("checkout" + number), WORKERS);
                edit(project, random.nextInt(2));
                if (round % 2 == 1) {
                    project.clean();
                }
                projects.add(project);
                processes.add(BuildProcess.start(List.of(
                        project.base.toString(), directory.resolve("cache").toString(), cacheSize)));
            }
            for (var number = 0; number < BUILDS; number++) {
                var project = projects.get(number);
                var status = processes.get(number).waitFor();
                var log = Files.readString(Path.of(project.base + ".log"));
                assertEquals(0, status, log);
                assertFalse(log.contains("WARN"), log);
                var built = project.outputs();
                project.clean();
                project.build();
                assertEquals(project.outputs(), built, "round " + round + ", build " + number + ": " + log);
            }
        }
    }

    /** Two states, so that some builds want the same results and some others of the same names. */
    private static void edit(BuildProject project, int state) throws Exception {
        project.write("common.h", "#define COMMON " + state + "\n");
        for (var number = 0; number < 5; number++) {
            project.write(
                    "p" + number + ".bpf.c",
                    "#include \"common.h\"\nint util(int);\n"
                            + BuildProject.program("return util(COMMON) + " + number + ";"));
        }
        project.write("util.c", "#include \"common.h\"\nint util(int x)\n{\n\treturn x + 1 + COMMON;\n}\n");
    }
}
