package io.github.bpfmaven.plugin.incremental;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A file that remembers a build")
final class StateFileTest {
    @TempDir
    private Path directory;

    private Path file;
    private byte[] bytes = {};

    @BeforeEach
    void write() throws Exception {
        file = directory.resolve("some/build.state");
        state(3).write(new StateWriter()
                .texts(List.of("one", "two", "one"))
                .number(1L << 40)
                .flag(true)
                .optional(Optional.of("three"), StateWriter::text)
                .bytes(new byte[] {1, 2, 3}));
        bytes = Files.readAllBytes(file);
    }

    @Test
    @DisplayName("gives back what was written, and leaves no part of itself")
    void roundTrip() {
        assertEquals(Optional.of("[one, two, one] 1099511627776 true Optional[three] [1, 2, 3]"), read(3));
        assertFalse(Files.exists(file.resolveSibling("build.state.part")));
    }

    @Test
    @DisplayName("counts as missing with any byte changed")
    void damaged() throws Exception {
        for (var at = 0; at < bytes.length; at++) {
            for (var change : new int[] {1, 0x80, 0xff}) {
                var damaged = bytes.clone();
                damaged[at] ^= (byte) change;
                Files.write(file, damaged);
                assertEquals(Optional.empty(), read(3), "byte " + at);
            }
        }
    }

    @Test
    @DisplayName("counts as missing when it was cut short anywhere, or has more behind it")
    void cut() throws Exception {
        for (var length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertEquals(Optional.empty(), read(3), length + " bytes");
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
        assertEquals(Optional.empty(), read(3));
    }

    @Test
    @DisplayName("counts as missing when it is of another version, a directory, or not what its reader expects")
    void another() throws Exception {
        assertEquals(Optional.empty(), read(4));
        assertEquals(Optional.empty(), state(3).read(StateReader::text));
        Files.delete(file);
        assertEquals(Optional.empty(), read(3));
        Files.createDirectory(file);
        assertEquals(Optional.empty(), read(3));
    }

    @Test
    @DisplayName("is replaced as a whole")
    void replaced() throws Exception {
        state(3).write(new StateWriter().text("other"));
        assertEquals(Optional.of("other"), state(3).read(StateReader::text));
        state(3).delete();
        assertTrue(Files.notExists(file));
    }

    private StateFile state(int version) {
        return new StateFile(file, version);
    }

    private Optional<String> read(int version) {
        return state(version)
                .read(in -> in.texts() + " " + in.longNumber() + " " + in.flag() + " " + in.optional(StateReader::text)
                        + " " + Arrays.toString(in.bytes()));
    }
}
