package io.github.bpfmaven.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The test programs")
final class TestProgramTest {
    private static final Path SOURCES = Path.of("src/test/bpf");

    @Test
    @DisplayName("are many, and nearly all load")
    void load() throws IOException {
        List<TestProgram> programs = TestProgram.in(SOURCES);
        assertTrue(programs.size() >= 70, () -> "only " + programs.size());
        assertTrue(
                programs.stream().filter(program -> program.refusal().isEmpty()).count() >= 60);
    }

    @Test
    @DisplayName("of libraries name library sources that exist, sorted")
    void pull() throws IOException {
        List<TestProgram> programs = TestProgram.in(SOURCES.resolve("lib"));
        assertTrue(programs.size() >= 7, () -> "only " + programs.size());
        for (TestProgram program : programs) {
            assertEquals(program.pulls().stream().sorted().toList(), program.pulls(), program.name());
            assertTrue(
                    program.pulls().stream()
                            .allMatch(source ->
                                    Files.exists(SOURCES.resolve("lib").resolve(source))),
                    program.name());
        }
    }

    @Test
    @DisplayName("tell why they are refused")
    void refusal(@TempDir Path directory) throws IOException {
        Path source =
                Files.writeString(directory.resolve("lsm.bpf.c"), "// A point.\n// kernel: refused (no LSM)\nint x;\n");
        assertEquals(
                List.of(new TestProgram(source, "lsm", Optional.of("no LSM"), List.of())), TestProgram.in(directory));
    }

    @Test
    @DisplayName("may not keep quiet about the kernel")
    void untagged(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("quiet.bpf.c"), "// A point.\nint x;\n// kernel: loads\n");
        assertThrows(IllegalArgumentException.class, () -> TestProgram.in(directory));
    }
}
