package io.github.bpfmaven.compare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The command that compares two directories of objects")
final class CompareObjectsTest {
    @TempDir
    private Path directory;

    private Path left;
    private Path right;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void makeDirectories() throws IOException {
        left = Files.createDirectories(directory.resolve("left"));
        right = Files.createDirectories(directory.resolve("right"));
    }

    @Test
    @DisplayName("ends with 0 if all objects are the same, in subdirectories too")
    void same() throws IOException {
        put(left.resolve("com/acme/a.o"), new SampleObject());
        put(right.resolve("com/acme/a.o"), new SampleObject().withTypesReversed());
        assertEquals(0, run(left.toString(), right.toString()));
        assertEquals("1 objects, 1 the same, 0 different\n", text());
    }

    @Test
    @DisplayName("ends with 1 and says what differs")
    void different() throws IOException {
        SampleObject changed = new SampleObject();
        changed.code[0] = 1;
        put(left.resolve("a.o"), new SampleObject());
        put(right.resolve("a.o"), changed);
        assertEquals(1, run(left.toString(), right.toString()));
        assertTrue(text().startsWith("a.o: xdp: bytes from 0x0 on: 0000"), text());
    }

    @Test
    @DisplayName("ends with 1 if an object is missing on either side")
    void missing() throws IOException {
        put(left.resolve("a.o"), new SampleObject());
        put(right.resolve("b.o"), new SampleObject());
        assertEquals(1, run(left.toString(), right.toString()));
        assertTrue(text().endsWith("2 objects, 0 the same, 2 different\n"), text());
    }

    @Test
    @DisplayName("ends with 1 if an object cannot be read")
    void damaged() throws IOException {
        put(left.resolve("a.o"), new SampleObject());
        Files.writeString(right.resolve("a.o"), "not an object");
        assertEquals(1, run(left.toString(), right.toString()));
        assertTrue(text().startsWith("a.o: cannot be read: "), text());
    }

    @Test
    @DisplayName("ends with 1 if there is nothing to compare")
    void nothing() throws IOException {
        assertEquals(1, run(left.toString(), right.toString()));
    }

    @Test
    @DisplayName("ignores the names of source files if told to")
    void ignoresFileNames() throws IOException {
        SampleObject changed = new SampleObject();
        changed.fileName = "b.bpf.c";
        put(left.resolve("a.o"), new SampleObject());
        put(right.resolve("a.o"), changed);
        assertEquals(1, run(left.toString(), right.toString()));
        assertEquals(0, run("--ignore-file-symbols", left.toString(), right.toString()));
    }

    @Test
    @DisplayName("ends with 2 and its usage if called without two directories")
    void usage() throws IOException {
        assertEquals(2, run(left.toString()));
        assertTrue(text().startsWith("usage: "), text());
    }

    private int run(String... arguments) throws IOException {
        return CompareObjects.run(new PrintStream(printed, true, StandardCharsets.UTF_8), List.of(arguments));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static void put(Path file, SampleObject object) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, object.build());
    }
}
