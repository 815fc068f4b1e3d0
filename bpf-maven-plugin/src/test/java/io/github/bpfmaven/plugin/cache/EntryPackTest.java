package io.github.bpfmaven.plugin.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A pack of a build's entries")
final class EntryPackTest {
    private static final long LIMIT = 1L << 30;
    private static final int ENTRIES = 100;
    private static final CacheKey BUILD =
            new CacheKey(ContentCache.PACK, CacheContents.key(-1).sha256());

    private @TempDir Path parent = Path.of("");
    private CacheDirectory directory = new CacheDirectory(parent);

    @BeforeEach
    void fill() {
        directory = new CacheDirectory(parent.resolve("builds"));
        var cache = directory.open(LIMIT);
        cache.openPack(BUILD);
        for (var number = 0; number < ENTRIES; number++) {
            assertTrue(cache.get(CacheContents.key(number)).isEmpty());
            cache.put(CacheContents.key(number), CacheContents.payload(number));
        }
        cache.savePack();
    }

    @Test
    @DisplayName("has all that the build has put there, without their files, and only for who opens it")
    void packed() throws IOException {
        for (var number = 0; number < ENTRIES; number++) {
            Files.delete(directory.file(number));
        }
        assertTrue(directory.open(LIMIT).get(CacheContents.key(1)).isEmpty(), "not opened");
        assertEquals(ENTRIES, found(BUILD));
        assertEquals(
                0, found(new CacheKey(ContentCache.PACK, CacheContents.key(-2).sha256())));
    }

    @Test
    @DisplayName("stays what it is for a build that finds nearly all in it")
    void kept() throws IOException {
        var before = Files.getLastModifiedTime(pack());
        var bytes = Files.readAllBytes(pack());
        use(ENTRIES + 5);
        assertArrayEquals(bytes, Files.readAllBytes(pack()));
        assertEquals(before, Files.getLastModifiedTime(pack()));
    }

    @Test
    @DisplayName("is written again by a build that finds much elsewhere, with what that build has used")
    void renewed() throws IOException {
        use(2 * ENTRIES);
        for (var number = 0; number < 2 * ENTRIES; number++) {
            Files.delete(directory.file(number));
        }
        var cache = directory.open(LIMIT);
        cache.openPack(BUILD);
        for (var number = 0; number < 2 * ENTRIES; number++) {
            assertArrayEquals(
                    CacheContents.payload(number),
                    cache.get(CacheContents.key(number)).orElseThrow());
        }
    }

    @Test
    @DisplayName("is not made of a few entries, nor of one build's failure to say that it has succeeded")
    void few() throws IOException {
        var other = new CacheDirectory(parent.resolve("other"));
        var cache = other.open(LIMIT);
        cache.openPack(BUILD);
        cache.put(CacheContents.key(1), CacheContents.payload(1));
        cache.savePack();
        assertEquals(List.of(other.file(1)), other.files());
    }

    @Test
    @DisplayName("gives what is whole when bytes of it are changed, nothing wrong, and never a failure")
    void damaged() throws IOException {
        for (var number = 0; number < ENTRIES; number++) {
            Files.delete(directory.file(number));
        }
        var whole = Files.readAllBytes(pack());
        for (var at = 0; at < whole.length; at += whole.length / 97) {
            var bytes = whole.clone();
            bytes[at] ^= 0x41;
            Files.write(pack(), bytes);
            assertTrue(found(BUILD) < ENTRIES, "byte " + at);
        }
        for (var length : List.of(0, 3, 8, 11, whole.length / 2, whole.length - 1)) {
            Files.write(pack(), Arrays.copyOf(whole, length));
            assertEquals(0, found(BUILD), length + " bytes");
            assertFalse(length > 8 && Files.exists(pack()), "deleted");
        }
    }

    @Test
    @DisplayName("of a build that fails leaves nothing behind")
    void unsaved() throws IOException {
        var before = directory.files().size();
        var cache = directory.open(LIMIT);
        cache.openPack(new CacheKey(ContentCache.PACK, CacheContents.key(-2).sha256()));
        for (var number = ENTRIES; number < 2 * ENTRIES; number++) {
            cache.put(CacheContents.key(number), CacheContents.payload(number));
        }
        assertEquals(before + ENTRIES + 1, directory.files().size(), "one is on its way");
        cache.trim();
        var left = directory.files().stream()
                .filter(file -> file.toString().contains(".tmp"))
                .toList();
        assertEquals(List.of(), left);
    }

    @Test
    @DisplayName("goes like other entries when the cache is full")
    void trimmed() throws IOException {
        var cache = directory.open(1000);
        cache.put(CacheContents.key(1), CacheContents.noise(1000));
        cache.trim();
        assertFalse(Files.exists(pack()) && directory.entries() > 0, "something had to go");
    }

    /** How many of the first entries a build gets; what it gets is right. */
    private int found(CacheKey build) {
        var cache = directory.open(LIMIT);
        cache.openPack(build);
        var found = 0;
        for (var number = 0; number < ENTRIES; number++) {
            var payload = cache.get(CacheContents.key(number));
            if (payload.isPresent()) {
                assertArrayEquals(CacheContents.payload(number), payload.get());
                found++;
            }
        }
        return found;
    }

    /** A build that needs so many entries. */
    private void use(int count) {
        var cache = directory.open(LIMIT);
        cache.openPack(BUILD);
        for (var number = 0; number < count; number++) {
            if (cache.get(CacheContents.key(number)).isEmpty()) {
                cache.put(CacheContents.key(number), CacheContents.payload(number));
            }
        }
        cache.savePack();
    }

    private Path pack() {
        var digest = BUILD.sha256();
        return directory.path().resolve(digest.substring(0, 2)).resolve(digest + ".pack");
    }
}
