package io.github.bpfmaven.plugin.cache;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("An entry's file")
final class EntryFormatTest {
    private static final CacheKey KEY = CacheContents.key(1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 31, 32, 4095, 4096, 100_000})
    @DisplayName("gives back what went into it, whether it compresses or not")
    void roundTrip(int size) {
        var even = new byte[size];
        assertArrayEquals(even, decoded(EntryFormat.encode(KEY, even)));
        var noise = new byte[size];
        new Random(size).nextBytes(noise);
        assertArrayEquals(noise, decoded(EntryFormat.encode(KEY, noise)));
    }

    @Test
    @DisplayName("is smaller than its payload where that compresses, and hardly larger where not")
    void sizes() {
        assertTrue(EntryFormat.encode(KEY, new byte[100_000]).length < 1_000);
        var noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        var head = 4 + 4 + 1 + "object".length() + 32 + 1 + 4;
        assertEquals(head + noise.length + 32, EntryFormat.encode(KEY, noise).length);
    }

    @Test
    @DisplayName("is refused with any of its bits changed")
    void everyByte() {
        var file = EntryFormat.encode(KEY, CacheContents.payload(1));
        for (var at = 0; at < file.length; at++) {
            var damaged = file.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            assertTrue(EntryFormat.decode(KEY, damaged).isEmpty(), "byte " + at);
        }
    }

    @Test
    @DisplayName("is refused at any other length")
    void everyLength() {
        var file = EntryFormat.encode(KEY, CacheContents.payload(1));
        for (var length = 0; length < file.length + 40; length++) {
            if (length != file.length) {
                assertTrue(EntryFormat.decode(KEY, Arrays.copyOf(file, length)).isEmpty(), "length " + length);
            }
        }
    }

    @Test
    @DisplayName("is refused under another key and another kind")
    void foreign() {
        var file = EntryFormat.encode(KEY, CacheContents.payload(1));
        assertTrue(EntryFormat.decode(CacheContents.key(2), file).isEmpty(), "other key");
        assertTrue(EntryFormat.decode(new CacheKey("java", KEY.sha256()), file).isEmpty(), "other kind");
        assertTrue(
                EntryFormat.decode(new CacheKey("objects", KEY.sha256()), file).isEmpty(), "longer kind");
    }

    @Test
    @DisplayName("of another version, encoding or length is refused though its digest is right")
    void resealed() throws Exception {
        for (var at : new int[] {7, 8, 47, 48, 51}) {
            for (var payload : new byte[][] {new byte[500], CacheContents.payload(2)}) {
                var file = EntryFormat.encode(KEY, payload);
                file[at] += 1;
                var digest = MessageDigest.getInstance("SHA-256");
                digest.update(file, 0, file.length - 32);
                digest.digest(file, file.length - 32, 32);
                assertTrue(EntryFormat.decode(KEY, file).isEmpty(), "byte " + at);
            }
        }
    }

    private static byte[] decoded(byte[] file) {
        return EntryFormat.decode(KEY, file).orElseThrow();
    }
}
