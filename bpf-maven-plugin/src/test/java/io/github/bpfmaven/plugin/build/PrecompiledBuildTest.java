package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A build whose programs share a large header")
final class PrecompiledBuildTest {
    /** So many that a precompiled header pays on this machine. */
    private static final int PROGRAMS = 8 + 2 * Runtime.getRuntime().availableProcessors();

    private static final int STRUCTS = 9_000;
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
        project.reducedHeaders = false;
        project.write("types.h", types(0));
        project.write("common.h", "#pragma once\nstruct common { int value; };\n#define COMMON 1\n");
        for (var number = 0; number < PROGRAMS; number++) {
            write(number, "return COMMON + " + number + ";");
        }
    }

    @Test
    @DisplayName(
            "leaves the same bytes with a precompiled header, without one, and where one program alone is built again")
    void sameBytes() throws Exception {
        project.precompiledHeaders = false;
        project.build();
        var without = project.outputs();
        project.clean();

        project.precompiledHeaders = true;
        // One process: all programs wait for the header.
        project.threads = OptionalInt.of(1);
        assertTrue(precompiles(), "nothing was precompiled");
        assertEquals(without, project.outputs());

        for (var number : List.of(0, PROGRAMS - 1)) {
            write(number, "return COMMON;");
            project.build();
            write(number, "return COMMON + " + number + ";");
            assertFalse(precompiles(), "one program was compiled with a precompiled header");
            assertEquals(without, project.outputs());
        }

        // Now some programs are compiled with it, and some before it is there.
        project.clean();
        project.threads = OptionalInt.empty();
        project.build();
        assertEquals(without, project.outputs());
    }

    @Test
    @DisplayName("leaves after edits what a clean build without precompiled headers leaves")
    void edits() throws Exception {
        var random = new Random(6);
        for (var edit = 0; edit < 6; edit++) {
            switch (edit) {
                case 0 -> project.write("types.h", types(1));
                case 1 -> project.write("sub/types.h", types(2));
                case 2 -> Files.delete(project.source("sub/types.h"));
                case 3 -> project.write("common.h", "struct common { int value; };\n#define COMMON 2\n");
                case 4 -> project.defines = List.of("EXTRA");
                default -> project.write("common.h", "#ifdef EXTRA\n#define COMMON 3\n#endif\n");
            }
            write(random.nextInt(PROGRAMS), "return COMMON + " + random.nextInt() + ";");
            project.threads = edit % 2 == 0 ? OptionalInt.of(1) : OptionalInt.empty();
            project.precompiledHeaders = true;
            project.build();
            var built = project.outputs();
            assertInstanceOf(BuildResult.UpToDate.class, project.build());
            project.clean();
            project.precompiledHeaders = false;
            project.threads = OptionalInt.empty();
            project.build();
            assertEquals(project.outputs(), built, "edit " + edit);
        }
    }

    @Test
    @DisplayName("that is killed leaves nothing that the next one doesn't take away")
    void killed() throws Exception {
        var random = new Random(6);
        project.build();
        var whole = project.outputs();
        var found = 0;
        for (var kill = 0; kill < 6; kill++) {
            project.clean();
            var process = BuildProcess.start(List.of(project.base.toString(), "whole"));
            while (process.isAlive() && !Files.exists(precompiled())) {
                Thread.sleep(2);
            }
            process.waitFor(random.nextInt(600), TimeUnit.MILLISECONDS);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            found += Files.exists(precompiled()) ? 1 : 0;
            project.build();
            assertFalse(Files.exists(precompiled()));
            assertEquals(whole, project.outputs(), "kill " + kill);
        }
        assertTrue(found > 0, "no build was killed while it had a precompiled header");
    }

    @Test
    @DisplayName("takes away what a killed build has left, even if it needs none itself")
    void leftover() throws Exception {
        project.build();
        Files.createDirectories(precompiled());
        Files.writeString(precompiled().resolve("1.pch"), "half of it");
        var staged = Files.createDirectories(Staging.directory(project.file("target/bpf/default")));
        Files.writeString(staged.resolve("7"), "on its way");
        write(0, "return 0;");
        assertFalse(precompiles());
        assertFalse(Files.exists(precompiled()));
        assertFalse(Files.exists(staged.resolve("7")));
    }

    private Path precompiled() {
        return WorkFiles.precompiled(project.file("target/bpf/default"));
    }

    private void write(int number, String body) throws IOException {
        // Some are below: their quoted names begin beside them, and go on at the source directory.
        project.write(
                (number % 4 == 0 ? "sub/" : "") + "p" + number + ".bpf.c",
                "#include \"types.h\"\n#include \"common.h\"\n" + BuildProject.program(body));
    }

    private static String types(int state) {
        var text = new StringBuilder("#ifndef TYPES\n#define TYPES\n");
        for (var number = 0; number < STRUCTS; number++) {
            text.append("struct type%d { int first; long second[%d]; struct { unsigned char *inner; } third; };%n"
                    .formatted(number, 1 + (number + state) % 9));
            text.append("typedef struct type%d type%d_t; enum e%d { FIRST_%d, SECOND_%d = %d, LAST_%d };%n"
                    .formatted(number, number, number, number, number, number + 7, number));
        }
        return text.append("#endif\n").toString();
    }

    /** Builds, and says whether a header was precompiled for it. */
    private boolean precompiles() throws Exception {
        var lines = new ArrayList<String>();
        var logger = Logger.getLogger("io.github.bpfmaven.plugin.compile.Precompiler");
        var before = logger.getLevel();
        var handler = new Handler() {
            @Override
            public synchronized void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        try {
            project.build();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(before);
        }
        return lines.stream().anyMatch(line -> line.startsWith("Precompiled "));
    }
}
