package io.github.bpfmaven.plugin.incremental;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What is packed")
final class PackedBytesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\"name\":\"drop\"", "größer als 🐝, \u0000 und \r\n"})
    @DisplayName("is what it was")
    void roundTrip(String text) {
        var read = PackedBytes.ofPacked(PackedBytes.of(text).packed());
        assertEquals(text, read.text());
        assertEquals(PackedBytes.of(text), read);
        assertEquals(PackedBytes.of(text).hashCode(), read.hashCode());
        assertNotEquals(PackedBytes.of(text + "."), read);
    }

    @Test
    @DisplayName("takes less room where it repeats itself")
    void isSmaller() {
        var packed = PackedBytes.of("{\"map\":\"counts\"}".repeat(500)).packed();
        assertTrue(packed.length < 500, () -> packed.length + " bytes");
    }

    @Test
    @DisplayName("may be as random as it likes")
    void random() {
        var bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);
        assertArrayEquals(bytes, PackedBytes.of(bytes).bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "010203", "00000003010203", "7fffffff789c", "ffffffff789c0300", "00000001789c030000000001"})
    @DisplayName("is no other bytes")
    void damaged(String hex) {
        var none = PackedBytes.ofPacked(HexFormat.of().parseHex(hex));
        assertThrows(IllegalStateException.class, none::bytes);
    }

    @Test
    @DisplayName("isn't part of it")
    void cut() {
        var all = PackedBytes.of("drop ".repeat(100)).packed();
        for (var length = 0; length < all.length / 2; length++) {
            var part = PackedBytes.ofPacked(Arrays.copyOf(all, length));
            assertThrows(IllegalStateException.class, part::bytes, length + " bytes");
        }
    }
}
