package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.compile.CompilerLauncher;
import io.github.bpfmaven.plugin.compile.LogLines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A build beside another one in the same directory")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "what holds clang is a shell script")
final class BuildLockTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    private Path directory;

    private BuildProject project;
    private Process other;

    /** Another one has begun, and waits for clang. */
    @BeforeEach
    void begin() throws Exception {
        project = new BuildProject(directory.resolve("project"), WORKERS);
        for (var number = 0; number < 3; number++) {
            project.write("p" + number + ".bpf.c", BuildProject.program("return " + number + ";"));
        }
        var launcher = Files.writeString(project.file("launcher"), """
                #!/bin/sh
                touch begun
                for time in $(seq 1200); do test -e go && break; sleep 0.05; done
                exec "$@"
                """);
        assertTrue(launcher.toFile().setExecutable(true));
        project.launcher = new CompilerLauncher(List.of(launcher.toString()));
        other = BuildProcess.start(List.of(project.base.toString()));
        await(() -> Files.exists(project.file("begun")));
    }

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @Test
    @DisplayName("waits for it, and has nothing left to do")
    void waits() throws Exception {
        var own = waiting();
        assertFalse(own.isDone());
        Files.writeString(project.file("go"), "");
        assertInstanceOf(BuildResult.UpToDate.class, own.get());
        assertEquals(0, other.waitFor());
        assertFalse(project.ranClang(), project.log().toString());
    }

    @Test
    @DisplayName("goes on when it is killed")
    void killed() throws Exception {
        var own = waiting();
        other.destroyForcibly().waitFor();
        Files.writeString(project.file("go"), "");
        assertInstanceOf(BuildResult.Built.class, own.get());
        assertTrue(project.ranClang());
    }

    /** A build that has said so. */
    private FutureTask<BuildResult> waiting() throws InterruptedException {
        var build = new FutureTask<>(project::build);
        try (var lines = new LogLines(BpfBuild.class)) {
            new Thread(build).start();
            await(() -> lines.all().stream()
                    .anyMatch(line -> line.equals("INFO Waiting for another build that is at work in "
                            + project.file("target/bpf/default"))));
        }
        return build;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (var time = 0; time < 1_200 && !condition.getAsBoolean(); time++) {
            Thread.sleep(50);
        }
        assertTrue(condition.getAsBoolean());
    }
}
