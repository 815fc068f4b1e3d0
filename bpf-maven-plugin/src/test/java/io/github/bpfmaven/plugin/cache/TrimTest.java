package io.github.bpfmaven.plugin.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A trim of the cache")
final class TrimTest {
    /** What an entry takes beside its payload. */
    private static final int OVERHEAD = EntryFormat.encode(CacheContents.key(1), new byte[0]).length;

    private @TempDir Path parent = Path.of("");
    private CacheDirectory directory = new CacheDirectory(parent);

    @BeforeEach
    void choose() {
        directory = new CacheDirectory(parent.resolve("builds"));
    }

    @Test
    @DisplayName("deletes what was not used for longest, down to four fifths of its limit")
    void eviction() throws IOException {
        var cache = directory.open(20_000);
        for (var number = 0; number < 25; number++) {
            // The key's digest has nothing to do with the order.
            cache.put(CacheContents.key(number), CacheContents.noise(1_000 - OVERHEAD));
            Files.setLastModifiedTime(
                    directory.file(number), FileTime.from(Instant.now().minus(Duration.ofDays(100 - number))));
        }
        cache.get(CacheContents.key(0));
        cache.trim();
        var left = Stream.iterate(0, number -> number < 25, number -> number + 1)
                .filter(number -> Files.exists(directory.file(number)))
                .collect(Collectors.toList());
        assertEquals(List.of(0, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24), left);
    }

    @Test
    @DisplayName("keeps everything while it is within its limit")
    void withinLimit() throws IOException {
        var cache = directory.open(20_000);
        for (var number = 0; number < 20; number++) {
            cache.put(CacheContents.key(number), CacheContents.noise(1_000 - OVERHEAD));
        }
        cache.trim();
        assertEquals(21, directory.files().size(), "20 entries and the time of the trim");
    }

    @Test
    @DisplayName("looks through itself once an hour, or when a build has stored much, and not for hits alone")
    void trimmedAtTimes() throws IOException {
        var cache = directory.open(1_000_000);
        store(cache, 100, 10_900);
        cache.trim();
        assertEquals(800_000 / (10_900 + OVERHEAD), directory.entries(), "100 of them are 1.1 million bytes");
        var little = directory.open(1_000_000);
        little.put(CacheContents.key(120), CacheContents.noise(4_000));
        // More than is allowed, and no time for it yet.
        store(directory.open(10_000_000), 100, 10_900);
        little.trim();
        assertEquals(101, directory.entries());
        var reader = directory.open(1_000_000);
        Files.setLastModifiedTime(directory.stamp(), FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        reader.get(CacheContents.key(1));
        reader.trim();
        assertEquals(101, directory.entries());
        little.trim();
        assertTrue(directory.entries() < 100, "an hour has passed");
        var much = directory.open(1_000_000);
        store(much, 100, 10_900);
        much.trim();
        assertTrue(directory.entries() < 100, "a build that has stored much");
    }

    @Test
    @DisplayName("is due when many builds have stored little each, so that the limit holds within the hour")
    void littleEach() throws IOException {
        for (var build = 0; build < 60; build++) {
            var cache = directory.open(100_000);
            for (var number = 0; number < 4; number++) {
                cache.put(CacheContents.key(4 * build + number), CacheContents.noise(1_000 - OVERHEAD));
            }
            cache.trim();
            assertTrue(directory.entries() <= 105, () -> "entries of 1,000 bytes within a limit of 100,000");
        }
        assertTrue(directory.entries() >= 80, "no more is deleted than need be");
    }

    @Test
    @DisplayName("clears away what killed builds have left after a day, and nothing that isn't its own")
    void leftovers() throws IOException {
        var cache = directory.open(1);
        cache.put(CacheContents.key(1), CacheContents.payload(1));
        var twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        var uuid = "." + UUID.randomUUID() + ".tmp";
        var left = directory.file(1).resolveSibling(directory.file(1).getFileName() + uuid);
        var running = directory.file(1).resolveSibling(CacheContents.key(1).sha256() + ".java" + uuid);
        var foreign = List.of(
                directory.file(1).resolveSibling("notes.txt"),
                directory.file(1).resolveSibling("more.tmp"),
                directory.file(1).resolveSibling(directory.file(2).getFileName()),
                directory.path().resolve(directory.file(1).getFileName()),
                directory.path().resolve("other/" + directory.file(1).getFileName()));
        Files.createDirectories(directory.path().resolve("other"));
        for (var file : foreign) {
            Files.writeString(file, "mine");
            Files.setLastModifiedTime(file, twoDaysAgo);
        }
        Files.writeString(running, "part");
        Files.writeString(left, "part");
        Files.setLastModifiedTime(left, twoDaysAgo);
        cache.trim();
        var expected = new ArrayList<>(foreign);
        expected.add(running);
        expected.add(directory.stamp());
        assertEquals(
                expected.stream().sorted().toList(),
                directory.files().stream().sorted().toList());
    }

    /** Entries 0 to {@code count - 1}, which don't compress. */
    private static void store(ContentCache cache, int count, int size) {
        for (var number = 0; number < count; number++) {
            cache.put(CacheContents.key(number), CacheContents.noise(size));
        }
    }
}
