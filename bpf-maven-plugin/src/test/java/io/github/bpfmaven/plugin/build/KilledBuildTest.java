package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.compile.CompilerLauncher;

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

    /** As when the kernel kills the largest process, and nobody ends the others. */
    @Test
    @DisplayName("alone, without its clang, doesn't find what that writes in the place of what the next one compiles")
    void clangGoesOn() throws Exception {
        var workers = new SharedWorkers();
        var project = new BuildProject(directory.resolve("project"), workers);
        project.write("a.bpf.c", BuildProject.program("return 1;"));
        var launcher = Files.writeString(project.file("launcher"), """
                        #!/bin/sh
                        until_there() { for time in $(seq 600); do test -e "$1" && break; sleep 0.05; done; }
                        "$@" || exit
                        while test "$1" != -o; do shift; done
                        if test -e killed; then
                            rm killed; cp "$2" old.bc; touch compiled; until_there next
                            mv old.bc "$2"; touch written
                        else
                            touch next; until_there written
                        fi
                        """);
        assertTrue(launcher.toFile().setExecutable(true));
        Files.writeString(project.file("killed"), "");
        var process = BuildProcess.start(List.of(project.base.toString()));
        while (!Files.exists(project.file("compiled"))) {
            assertTrue(process.isAlive(), () -> "it waits for clang, which waits for the next build");
            Thread.sleep(20);
        }
        process.destroyForcibly().waitFor();

        project.write("a.bpf.c", BuildProject.program("return 2;"));
        project.launcher = new CompilerLauncher(List.of(launcher.toString()));
        project.build();
        assertTrue(Files.exists(project.file("written")), "the other clang was later");
        var completed = project.outputs();
        project.clean();
        project.launcher = CompilerLauncher.NONE;
        project.build();
        assertEquals(project.outputs(), completed);
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
