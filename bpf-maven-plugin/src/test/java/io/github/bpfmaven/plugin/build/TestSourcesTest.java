package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.MainSources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A test's program")
final class TestSourcesTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    Path base;

    private BuildProject tests;

    @BeforeEach
    void project() throws IOException {
        main("limits.h", "#define LIMIT 7\n");
        main("net/sum.c", "int counter;\nint sum(int a) { counter++; return a + EXTRA; }\n");
        main("drop.bpf.c", BuildProject.program("return 1;"));
        tests = new BuildProject(base, WORKERS);
        tests.sourceDirectory = "src/test/bpf";
        tests.mode = BuildMode.COMPILE;
        tests.defines = List.of("EXTRA=1");
        tests.main = Optional.of(new MainSources(base.resolve("src/main/bpf"), List.of("**/*.bpf.c"), List.of()));
        tests.write(
                "check.bpf.c", "#include <limits.h>\nint sum(int a);\n" + BuildProject.program("return sum(LIMIT);"));
    }

    @AfterAll
    static void end() {
        WORKERS.endIdle();
    }

    private void main(String name, String text) throws IOException {
        var file = base.resolve("src/main/bpf").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private byte[] object() throws IOException {
        return Files.readAllBytes(base.resolve("target/generated-resources/bpf/it/check_bpfel.o"));
    }

    @Test
    @DisplayName("includes main's headers and calls main's library code; main's programs are not built with it")
    void mainIsThere() throws Exception {
        tests.build();

        assertTrue(BpfObject.read(object()).dataSections().stream()
                .flatMap(section -> section.variables().stream())
                .anyMatch(variable -> variable.name().equals("counter")));
        assertEquals(
                1,
                tests.outputs().keySet().stream()
                        .filter(name -> name.endsWith(".o"))
                        .count());
        assertTrue(tests.ranClang());
        assertInstanceOf(BuildResult.UpToDate.class, tests.build());
    }

    @Test
    @DisplayName("is built again when main's library code or header changes, or library code is added there")
    void mainChanges() throws Exception {
        tests.build();
        var before = object();

        main("net/sum.c", "int counter;\nint sum(int a) { counter += 2; return a + EXTRA; }\n");
        tests.build();
        assertFalse(Arrays.equals(before, object()));

        before = object();
        main("limits.h", "#define LIMIT 8\n");
        tests.build();
        assertFalse(Arrays.equals(before, object()));

        main("more.c", "int more(int a) { return a; }\n");
        tests.write("more.bpf.c", "int more(int a);\n" + BuildProject.program("return more(1);"));
        tests.build();
        assertTrue(Files.exists(base.resolve("target/generated-resources/bpf/it/more_bpfel.o")));
    }

    @Test
    @DisplayName("links what main's library code becomes with the flags that patterns give it there")
    void flags() throws Exception {
        tests.defines = List.of();
        tests.overrides = List.of(
                new FlagOverride(
                        "net/**", Optional.empty(), Optional.empty(), List.of("EXTRA=3"), List.of(), List.of()),
                new FlagOverride("drop", Optional.empty(), Optional.empty(), List.of(), List.of(), List.of()));

        tests.build();

        assertTrue(object().length > 0);
        // What is meant for one of main's programs is no mistake here.
        assertTrue(tests.log().stream().noneMatch(line -> line.contains("matches no source")), tests.log()::toString);
    }

    @Test
    @DisplayName("shows an error in main's library code at its own place")
    void error() throws Exception {
        main("net/sum.c", "int sum(int a) { return a + ; }\n");

        assertThrows(BuildFailedException.class, tests::build);

        var place = base.resolve("src/main/bpf/net/sum.c");
        assertTrue(
                tests.log()
                        .contains("SEVERE " + place + ":[1,29] expected expression\n"
                                + "    1 | int sum(int a) { return a + ; }\n      |                             ^"),
                tests.log()::toString);
    }

    @Test
    @DisplayName("can't have the name of one of main's: its class would hide that one's")
    void sameName() throws Exception {
        tests.write("drop.bpf.c", BuildProject.program("return 2;"));

        var failure = assertThrows(InvalidConfigurationException.class, tests::build);

        assertEquals(
                "the tests' drop.bpf.c and the main drop.bpf.c would both be the Java class it.DropBpf:"
                        + " rename one of them",
                failure.getMessage());
    }

    @Test
    @DisplayName("is nothing that a module without any has to compile main's library code for")
    void noTests() throws Exception {
        Files.delete(tests.source("check.bpf.c"));

        assertInstanceOf(BuildResult.NoSources.class, tests.build());

        assertFalse(tests.ranClang());
    }
}
