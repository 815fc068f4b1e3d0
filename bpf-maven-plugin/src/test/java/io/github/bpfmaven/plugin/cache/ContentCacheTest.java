package io.github.bpfmaven.plugin.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.compile.LogLines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("The cache of results")
final class ContentCacheTest {
    private static final long MIB = 1 << 20;

    private @TempDir Path parent = Path.of("");
    private CacheDirectory directory = new CacheDirectory(parent);

    @BeforeEach
    void choose() {
        directory = new CacheDirectory(parent.resolve("builds"));
    }

    @Test
    @DisplayName("gives another build what one has stored, and counts")
    void getAndPut() {
        var first = directory.open(MIB);
        assertTrue(first.get(CacheContents.key(1)).isEmpty(), "nothing yet");
        first.put(CacheContents.key(1), CacheContents.payload(1));
        first.put(CacheContents.key(2), CacheContents.payload(2));

        var second = directory.open(MIB);
        assertArrayEquals(
                CacheContents.payload(1), second.get(CacheContents.key(1)).orElseThrow());
        assertArrayEquals(
                CacheContents.payload(2), second.get(CacheContents.key(2)).orElseThrow());
        assertTrue(second.get(CacheContents.key(3)).isEmpty(), "never stored");
        assertTrue(
                second.get(new CacheKey("java", CacheContents.key(1).sha256())).isEmpty(), "another kind");
        assertEquals(new CacheStatistics(2, 2, 0, 0), second.statistics());
        assertEquals(2, first.statistics().stored());
    }

    @Test
    @DisplayName("gives a result in parts as it was stored, but for a part that is damaged")
    void parts() throws IOException {
        var key = CacheContents.key(1);
        directory.open(MIB).putParts(key, 3, CacheContents::payload);
        var second = directory.open(MIB);
        assertTrue(second.get(key).isEmpty(), "is no result as a whole");
        directory.open(MIB).putParts(key, 3, CacheContents::payload);
        try (var parts = second.parts(key).orElseThrow()) {
            for (var number = 0; number < 3; number++) {
                assertArrayEquals(
                        CacheContents.payload(number), parts.part(number).orElseThrow());
            }
            assertTrue(parts.part(3).isEmpty());
        }
        var file = directory.file(1);
        var bytes = Files.readAllBytes(file);
        bytes[60] ^= 1;
        Files.write(file, bytes);
        try (var parts = second.parts(key).orElseThrow()) {
            var good = 0;
            for (var number = 0; number < 3; number++) {
                good += parts.part(number).isPresent() ? 1 : 0;
            }
            assertEquals(2, good);
        }
    }

    @Test
    @DisplayName("keeps nothing of a result that turns out to be no good while it is stored")
    void unfit() throws IOException {
        directory.open(MIB).putParts(CacheContents.key(1), 5, number -> {
            if (number == 3) {
                throw new IOException("changed");
            }
            return CacheContents.payload(number);
        });
        assertTrue(directory.open(MIB).parts(CacheContents.key(1)).isEmpty());
        try (var files = Files.walk(parent)) {
            assertTrue(files.noneMatch(Files::isRegularFile));
        }
    }

    @Test
    @DisplayName("replaces a result by a later one")
    void replace() {
        var cache = directory.open(MIB);
        cache.put(CacheContents.key(1), CacheContents.payload(1));
        cache.put(CacheContents.key(1), CacheContents.payload(2));
        assertArrayEquals(
                CacheContents.payload(2), cache.get(CacheContents.key(1)).orElseThrow());
    }

    @Test
    @DisplayName("makes its directory when it has something to keep, and not before")
    void lazily() throws IOException {
        var cache = directory.open(MIB);
        assertTrue(cache.get(CacheContents.key(1)).isEmpty());
        cache.trim();
        assertFalse(Files.exists(directory.path()));
        ContentCache.none().put(CacheContents.key(1), new byte[1]);
        assertTrue(ContentCache.none().get(CacheContents.key(1)).isEmpty());
        ContentCache.none().trim();
        cache.put(CacheContents.key(1), new byte[1]);
        assertEquals(List.of(directory.file(1)), directory.files());
    }

    @Test
    @DisplayName("deletes a damaged entry, which is then absent, and takes a good one in its place")
    void damaged() throws IOException {
        var cache = directory.open(MIB);
        cache.put(CacheContents.key(1), CacheContents.payload(1));
        var whole = Files.readAllBytes(directory.file(1));
        for (var damage : List.of("flipped", "cut", "empty", "longer", "another's")) {
            switch (damage) {
                case "flipped" -> {
                    whole[whole.length / 2] ^= 1;
                    Files.write(directory.file(1), whole);
                }
                case "cut" -> Files.write(directory.file(1), Arrays.copyOf(whole, whole.length - 1));
                case "empty" -> Files.write(directory.file(1), new byte[0]);
                case "longer" -> Files.write(directory.file(1), new byte[] {0}, StandardOpenOption.APPEND);
                default -> {
                    cache.put(CacheContents.key(2), CacheContents.payload(2));
                    Files.copy(directory.file(2), directory.file(1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            assertTrue(cache.get(CacheContents.key(1)).isEmpty(), damage);
            assertFalse(Files.exists(directory.file(1)), damage);
            cache.put(CacheContents.key(1), CacheContents.payload(1));
            assertArrayEquals(
                    CacheContents.payload(1), cache.get(CacheContents.key(1)).orElseThrow(), damage);
        }
    }

    @Test
    @DisplayName("renews an entry's time stamp when it is used, once a day at most")
    void renewed() throws IOException {
        var cache = directory.open(MIB);
        cache.put(CacheContents.key(1), CacheContents.payload(1));
        var thisMorning = FileTime.from(Instant.now().minus(Duration.ofHours(20)));
        Files.setLastModifiedTime(directory.file(1), thisMorning);
        cache.get(CacheContents.key(1));
        assertEquals(thisMorning, Files.getLastModifiedTime(directory.file(1)));
        Files.setLastModifiedTime(directory.file(1), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        cache.get(CacheContents.key(1));
        assertTrue(Files.getLastModifiedTime(directory.file(1)).compareTo(thisMorning) > 0, "renewed");
    }

    @Test
    @DisplayName("goes on after its directory has vanished")
    void vanished() throws IOException {
        var cache = directory.open(MIB);
        cache.put(CacheContents.key(1), CacheContents.payload(1));
        directory.delete();
        assertTrue(cache.get(CacheContents.key(1)).isEmpty());
        cache.trim();
        cache.put(CacheContents.key(1), CacheContents.payload(1));
        assertTrue(cache.get(CacheContents.key(1)).isPresent());
        cache.trim();
        assertEquals(2, directory.files().size());
    }

    @Test
    @DisplayName("warns once, and does without, where it can't be written")
    void notWritable() throws IOException {
        Files.writeString(directory.path(), "a file in the way");
        try (var log = new LogLines(ContentCache.class)) {
            var cache = directory.open(MIB);
            for (var number = 0; number < 3; number++) {
                assertTrue(cache.get(CacheContents.key(number)).isEmpty());
                cache.put(CacheContents.key(number), CacheContents.payload(number));
            }
            cache.trim();
            assertEquals(1, log.all().size(), log.all()::toString);
            assertTrue(
                    log.all().get(0).startsWith("WARNING The build cache in " + directory.path()), log.all()::toString);
        }
        assertEquals("a file in the way", Files.readString(directory.path()));
    }

    @Test
    @DisplayName("on a full or read-only file system gives what it has, warns once, and leaves no rest")
    void fullAndReadOnly() throws Exception {
        Files.createDirectories(directory.path());
        assumeTrue(
                run(
                                "mount",
                                "-t",
                                "tmpfs",
                                "-o",
                                "size=256k",
                                "cache",
                                directory.path().toString())
                        == 0,
                "Only root can mount a small file system");
        try (var log = new LogLines(ContentCache.class)) {
            var full = directory.open(MIB);
            for (var number = 0; number < 40; number++) {
                full.put(CacheContents.key(number), CacheContents.noise(20_000));
            }
            full.trim();
            var stored = full.statistics().stored();
            assertTrue(stored > 5 && stored < 13, () -> full.statistics().toString());
            assertEquals(stored, directory.entries());
            assertEquals(1, log.all().size(), log.all()::toString);
            assertTrue(
                    directory.files().stream().noneMatch(file -> file.toString().endsWith(".tmp")), "a rest");

            var damaged = Files.readAllBytes(directory.file(1));
            damaged[100] ^= 1;
            Files.write(directory.file(1), damaged);
            Files.setLastModifiedTime(
                    directory.file(0), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            assertEquals(0, run("mount", "-o", "remount,ro", directory.path().toString()));
            var readOnly = directory.open(1);
            assertArrayEquals(
                    CacheContents.noise(20_000),
                    readOnly.get(CacheContents.key(0)).orElseThrow());
            assertTrue(readOnly.get(CacheContents.key(1)).isEmpty(), "damaged, and can't be deleted");
            assertEquals(1, log.all().size(), "reading alone needs no warning");
            readOnly.put(CacheContents.key(1), CacheContents.noise(20_000));
            readOnly.put(CacheContents.key(2), CacheContents.noise(20_000));
            readOnly.trim();
            assertEquals(2, log.all().size(), log.all()::toString);
            assertEquals(0, readOnly.statistics().stored());
        } finally {
            run("umount", directory.path().toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor();
        } catch (IOException noSuchCommand) {
            return -1;
        }
    }
}
