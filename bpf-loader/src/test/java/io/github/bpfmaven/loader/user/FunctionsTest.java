package io.github.bpfmaven.loader.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Functions of a library")
final class FunctionsTest {
    private static final String SOURCE = """
            __asm__(".symver old_twice, twice@ACME_1");
            __asm__(".symver new_twice, twice@@ACME_2");
            int old_twice(int x) { return x + x; }
            int new_twice(int x) { return 2 * x + 0 * x; }
            static __attribute__((noinline, used)) int hidden(int x) { return x - 1; }
            __attribute__((weak)) int weak_one(int x) { return hidden(x); }
            int lonely(int x) { return weak_one(x) + 1; }
            """;
    private static final String VERSIONS =
            "ACME_1 { global: twice; }; ACME_2 { global: twice; lonely; weak_one; local: *; } ACME_1;";

    @TempDir
    private Path directory;

    private Path library;

    @BeforeEach
    void build() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "no compiler for libraries of this machine");
        Files.writeString(directory.resolve("acme.c"), SOURCE);
        Files.writeString(directory.resolve("acme.map"), VERSIONS);
        library = directory.resolve("libacme.so");
        run("cc", "-O1", "-shared", "-fPIC", "-Wl,--version-script=acme.map", "-o", "libacme.so", "acme.c");
    }

    private void run(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
    }

    private Functions functions() throws IOException {
        return Functions.read(library.toString(), Files.readAllBytes(library));
    }

    @Test
    @DisplayName("are found by name where nm says that they are, exported or not")
    void byName() throws Exception {
        var process = new ProcessBuilder("nm", library.toString()).start();
        var lines = new String(process.getInputStream().readAllBytes()).lines().toList();
        for (var name : List.of("hidden", "weak_one", "lonely", "old_twice", "new_twice")) {
            var line = lines.stream()
                    .filter(each -> each.matches(".* [tTwW] " + name + "(@@.*)?"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " in " + lines));
            // Of this library, code is in the file where it is in memory.
            assertEquals(Long.parseLong(line.split(" ")[0], 16), functions().offset(name), name);
        }
    }

    @Test
    @DisplayName("of one name are told apart by their versions")
    void versions() throws Exception {
        var first = functions().offset("twice@ACME_1");
        var second = functions().offset("twice@ACME_2");
        assertNotEquals(first, second);
        assertEquals(second, functions().offset("twice@@ACME_2"));
        var refusal = assertThrows(IOException.class, () -> functions().offset("twice"));
        assertTrue(refusal.getMessage().contains("add a version"), refusal.getMessage());
        assertThrows(IOException.class, () -> functions().offset("twice@ACME_3"));
    }

    @Test
    @DisplayName("are found by patterns, each once")
    void patterns() throws Exception {
        assertEquals(2, functions().matching("twi*e").size());
        assertEquals(List.of(functions().offset("lonely")), functions().matching("lonel?"));
        assertEquals(List.of(functions().offset("hidden")), functions().matching("hid*"));
        assertThrows(IOException.class, () -> functions().matching("nothing*"));
    }

    @Test
    @DisplayName("that are not exported have no name any more where the library is stripped, and that is said")
    void stripped() throws Exception {
        run("strip", "libacme.so");
        functions().offset("lonely");
        var refusal = assertThrows(IOException.class, () -> functions().offset("hidden"));
        assertTrue(refusal.getMessage().contains("stripped"), refusal.getMessage());
    }

    @Test
    @DisplayName("of a damaged file are refused with an error, whatever is damaged")
    void damaged() throws Exception {
        var bytes = Files.readAllBytes(library);
        var random = new Random(7);
        var outcomes = new HashSet<String>();
        for (var way = 0; way < 2000; way++) {
            var damaged = bytes.clone();
            for (var i = 0; i < 8; i++) {
                damaged[random.nextInt(way % 2 == 0 ? 64 : damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                Functions.read("damaged", damaged).offset("lonely");
                outcomes.add("found");
            } catch (IOException refused) {
                outcomes.add("refused");
            }
        }
        assertEquals(2, outcomes.size());
    }
}
