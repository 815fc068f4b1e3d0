package io.github.bpfmaven.plugin.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a cache below its limit: what was not used for longest goes.
 *
 * <p>Two that trim at once see the same files in the same order and delete the same ones, so they need not know of each
 * other.
 */
final class Trim {
    /** Its time stamp says when a trim last began. */
    static final String STAMP = "trimmed";

    /** A line for each build since, with the bytes that it has stored: many small builds come to much within the hour. */
    static final String STORED = "stored";

    private static final Logger LOG = LoggerFactory.getLogger(Trim.class);

    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration LIFE_OF_TEMPORARY_FILE = Duration.ofDays(1);
    /** Of the limit: when builds have stored as much, nobody waits for the hour to end. */
    private static final double MUCH = 0.05;
    /** Of the limit: how full a trimmed cache is, so that the next build need not trim again. */
    private static final double REMAINING = 0.8;

    private final EntryFiles files;
    private final long maxBytes;

    Trim(EntryFiles files, long maxBytes) {
        this.files = files;
        this.maxBytes = maxBytes;
    }

    private static final class Content implements EntryFiles.Visitor {
        private final List<EntryFiles.Found> entries = new ArrayList<>();
        private final List<EntryFiles.Found> temporary = new ArrayList<>();

        @Override
        public void entry(EntryFiles.Found file) {
            entries.add(file);
        }

        @Override
        public void temporary(EntryFiles.Found file) {
            temporary.add(file);
        }
    }

    /** @param storedBytes by this build: without any there is nothing to do */
    void afterBuild(long storedBytes) {
        try {
            if (storedBytes > 0 && (storedSince(storedBytes) > maxBytes * MUCH || isDue())) {
                stamp();
                run();
            }
        } catch (IOException failure) {
            LOG.debug("The build cache in {} can't be trimmed", files.directory(), failure);
        }
    }

    /** What this build and others have stored since the last trim. Two that write at once may lose a line, and no more. */
    private long storedSince(long storedBytes) throws IOException {
        var file = files.directory().resolve(STORED);
        Files.writeString(file, storedBytes + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        files.permissions().share(file);
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.matches("[0-9]{1,15}"))
                    .mapToLong(Long::parseLong)
                    .sum();
        }
    }

    private boolean isDue() throws IOException {
        try {
            return isPast(Files.getLastModifiedTime(files.directory().resolve(STAMP)), INTERVAL);
        } catch (NoSuchFileException never) {
            return true;
        }
    }

    /** Whether that was so long ago; also when it has yet to come, as clocks of two machines may differ. */
    static boolean isPast(FileTime time, Duration duration) {
        return Duration.between(time.toInstant(), Instant.now()).abs().compareTo(duration) > 0;
    }

    private void stamp() throws IOException {
        var stamp = files.directory().resolve(STAMP);
        // Not set: that may be done only by who has made the file.
        Files.deleteIfExists(stamp);
        Files.write(stamp, new byte[0]);
        files.permissions().share(stamp);
        Files.deleteIfExists(files.directory().resolve(STORED));
    }

    private void run() throws IOException {
        var content = new Content();
        files.visit(content);
        for (var file : content.temporary) {
            if (isPast(file.modified(), LIFE_OF_TEMPORARY_FILE)) {
                delete(file.path());
            }
        }
        var total = content.entries.stream().mapToLong(EntryFiles.Found::size).sum();
        if (total <= maxBytes) {
            return;
        }
        content.entries.sort(Comparator.comparing(EntryFiles.Found::modified).thenComparing(EntryFiles.Found::path));
        var left = total;
        for (var file : content.entries) {
            if (left <= maxBytes * REMAINING) {
                break;
            }
            delete(file.path());
            left -= file.size();
        }
        LOG.debug("Build cache in {} trimmed from {} to {} MiB", files.directory(), total >> 20, left >> 20);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException keep) {
            // Read-only, or in use on Windows: another build's trim may have more luck.
            LOG.debug("Can't delete {}", file, keep);
        }
    }
}
