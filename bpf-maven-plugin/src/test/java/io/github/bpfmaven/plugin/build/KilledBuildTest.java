package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A build that is killed")
final class KilledBuildTest {
    private static final int KILLS = Integer.getInteger("bpf.test.kills", 50);

    @TempDir
    private Path directory;

    @Test
    @DisplayName("at any time is completed by the next one, with the bytes of a clean build")
    void completed() throws Exception {
        var workers = new SharedWorkers();
        var random = new Random(50);
        var project = new BuildProject(directory.resolve("project"), workers);
        var cache = directory.resolve("cache");
        edit(project, random);
        project.build();
        var whole = milliseconds(project);
        var killed = 0;
        for (var kill = 0; kill < KILLS; kill++) {
            edit(project, random);
            if (kill % 5 == 0) {
                project.clean();
            }
            var process = BuildProcess.start(
                    kill % 2 == 0
                            ? List.of(project.base.toString())
                            : List.of(project.base.toString(), cache.toString()));
            if (!process.waitFor(random.nextLong(whole), TimeUnit.MILLISECONDS)) {
                killed++;
            }
            // What it has started ends with it, as when somebody kills Maven.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();

            project.build();
            var completed = project.outputs();
            assertInstanceOf(BuildResult.UpToDate.class, project.build());
            project.clean();
            project.build();
            assertEquals(project.outputs(), completed, "kill " + kill);
        }
        assertTrue(killed > KILLS / 2, killed + " were killed before they ended");
        workers.endIdle();
    }

    private static void edit(BuildProject project, Random random) throws Exception {
        project.write("common.h", "#define COMMON " + random.nextInt() + "\n");
        for (var number = 0; number < 6; number++) {
            project.write(
                    "p" + number + ".bpf.c",
                    "#include \"common.h\"\nint util(int);\n"
                            + BuildProject.program("return util(COMMON) + " + random.nextInt(3) + ";"));
        }
        project.write("util.c", "int util(int x)\n{\n\treturn x + " + random.nextInt() + ";\n}\n");
        if (random.nextBoolean()) {
            Files.delete(project.source("p" + random.nextInt(6) + ".bpf.c"));
        }
    }

    /** How long a build takes in a process of its own, about. */
    private static long milliseconds(BuildProject project) throws Exception {
        project.clean();
        var start = System.nanoTime();
        BuildProcess.start(List.of(project.base.toString())).waitFor();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
