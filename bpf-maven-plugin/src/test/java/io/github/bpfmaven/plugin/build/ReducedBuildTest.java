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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A build that gives clang a part of a large header")
final class ReducedBuildTest {
    private static final int PROGRAMS = 3;
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
        project.write("types.h", types("long"));
        for (var number = 0; number < PROGRAMS; number++) {
            write(number, "return 0;");
        }
    }

    @Test
    @DisplayName("leaves what one with all of it leaves, also after edits of the header")
    void sameBytes() throws Exception {
        for (var edit = 0; edit < 4; edit++) {
            switch (edit) {
                case 1 -> write(1, "return pointer->next->value;");
                case 2 -> {
                    project.write("types.h", types("int"));
                    write(0, "return pointer->value;");
                }
                case 3 -> project.write("sub/types.h", "struct type2 { struct type2 *next; int value; };\n");
                default -> assertFalse(Files.exists(state()));
            }
            project.reducedHeaders = true;
            project.build();
            assertTrue(Files.exists(state()));
            assertFalse(Files.exists(reduced()));
            var built = project.outputs();
            assertInstanceOf(BuildResult.UpToDate.class, project.build());
            project.clean();
            project.reducedHeaders = false;
            project.build();
            assertEquals(project.outputs(), built, "edit " + edit);
            project.reducedHeaders = true;
            write(2, "return " + edit + ";");
            project.build();
        }
    }

    @Test
    @DisplayName("knows that a program depends on the header, even on what it was not given of it")
    void dependencies() throws Exception {
        project.build();
        write(0, "return 1;");
        project.build();
        assertEquals(List.of("sub/p0.bpf.c: changed"), project.reasons());

        project.write("types.h", types("long").replace("unused = 7", "unused = 8"));
        project.build();
        assertEquals(
                List.of(
                        "p1.bpf.c: header types.h changed",
                        "p2.bpf.c: header types.h changed",
                        "sub/p0.bpf.c: header types.h changed"),
                project.reasons().stream().sorted().toList());
    }

    @Test
    @DisplayName("takes away what a killed build has left")
    void leftover() throws Exception {
        Files.createDirectories(reduced().resolve("0123"));
        Files.writeString(reduced().resolve("0123/header.h"), "half of it");
        project.build();
        assertFalse(Files.exists(reduced()));
    }

    private Path reduced() {
        return WorkFiles.reduced(project.file("target/bpf/default"));
    }

    private Path state() {
        return project.file("target/bpf/default/reduced.state");
    }

    private void write(int number, String body) throws IOException {
        project.write(
                (number == 0 ? "sub/" : "") + "p" + number + ".bpf.c",
                "#include \"types.h\"\nstruct type2 *pointer;\n" + BuildProject.program(body));
    }

    private static String types(String value) {
        var text = new StringBuilder("#ifndef TYPES\n#define TYPES\nenum { unused = 7 };\n");
        for (var number = 0; number < 3_000; number++) {
            text.append("struct type%d { struct type%d *next; const struct type%d *other; %s value; };%n"
                    .formatted(number, number + 1, number + 2, value));
        }
        return text.append("#endif\n").toString();
    }
}
