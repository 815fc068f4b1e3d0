package io.github.bpfmaven.plugin.cache;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("A key of the cache")
final class CacheKeyTest {
    @Test
    @DisplayName("has a kind and a digest")
    void accepted() {
        var key = new CacheKey("bit-code2", "0123456789abcdef".repeat(4));
        assertEquals("bit-code2", key.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Object", "2nd", "a/b", "..", "a.b", "an-object-with-a-name-that-is-too-long"})
    @DisplayName("is refused where its kind could not be part of a file's name")
    void kinds(String kind) {
        assertThrows(IllegalArgumentException.class, () -> new CacheKey(kind, "0".repeat(64)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "../../../../etc/passwd",
                "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"
            })
    @DisplayName("is refused where its digest is none")
    void digests(String digest) {
        assertThrows(IllegalArgumentException.class, () -> new CacheKey("object", digest));
    }
}
