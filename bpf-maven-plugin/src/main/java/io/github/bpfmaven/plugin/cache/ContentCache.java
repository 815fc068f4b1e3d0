package io.github.bpfmaven.plugin.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps results beyond {@code target/}, for the next checkout and the next {@code mvn clean}. Any number of threads,
 * processes and machines may use one directory at once.
 *
 * <p>It never fails a build: what can't be read is absent, what can't be written is not kept, and the first time the log
 * says so. What is read is what was written, by its digest; whether to trust those who wrote it is the user's to know.
 */
public final class ContentCache {
    private static final Logger LOG = LoggerFactory.getLogger(ContentCache.class);

    /** The kind of packs. */
    public static final String PACK = "pack";

    /** A hit renews the time stamp of its file if that is older, so that hits don't write all the time. */
    private static final Duration FRESH = Duration.ofDays(1);

    private final Optional<EntryFiles> files;
    private final long maxBytes;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder storedBytes = new LongAdder();
    private volatile Optional<BuildPack> pack = Optional.empty();
    private final CacheTrouble trouble;

    private ContentCache(Optional<EntryFiles> files, long maxBytes) {
        this.files = files;
        this.trouble = new CacheTrouble(files.map(EntryFiles::directory));
        this.maxBytes = maxBytes;
    }

    /**
     * A cache in a directory.
     *
     * @param directory is made when something is stored; files in it that aren't the cache's are left alone
     * @param maxBytes what the entries may take together after {@link #trim}
     */
    public static ContentCache in(Path directory, long maxBytes) {
        return new ContentCache(Optional.of(new EntryFiles(directory)), maxBytes);
    }

    /** A cache that keeps nothing. */
    public static ContentCache none() {
        return new ContentCache(Optional.empty(), 0);
    }

    /** Whether it keeps anything. */
    public boolean keeps() {
        return files.isPresent() && trouble.mayWrite();
    }

    /** What was stored for a key. A damaged entry, or one of another version or key, is deleted and counts as absent. */
    public Optional<byte[]> get(CacheKey key) {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var result = packed(key);
        if (result.isEmpty()) {
            result = read(key, files.get().path(key));
        }
        (result.isPresent() ? hits : misses).increment();
        return result;
    }

    /**
     * Finds at once what {@link #savePack} has saved under this key, as one file; notes what this build has of the cache from
     * now on.
     *
     * @param key of kind {@value #PACK}, by what is the same for builds of much the same
     */
    public void openPack(CacheKey key) {
        closePack();
        if (files.isPresent()) {
            try {
                pack = Optional.of(
                        new BuildPack(files.get(), key, pack(files.get().path(key))));
            } catch (IOException failure) {
                trouble.cantRead(failure);
            }
        }
    }

    private static Optional<EntryPack> pack(Path file) throws IOException {
        try {
            var modified = Files.getLastModifiedTime(file);
            var found = EntryPack.open(file);
            if (found.isPresent()) {
                renew(file, modified);
            } else {
                LOG.debug("Damaged pack in the build cache: {}", file);
                discard(file);
            }
            return found;
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Keeps in one file what this build has had of the cache, or put there, if that is much and much of it was not in one. */
    public void savePack() {
        if (pack.isPresent() && trouble.mayWrite()) {
            try {
                pack.get().save().ifPresent(this::countStored);
            } catch (IOException failure) {
                trouble.cantWrite(failure);
            }
        }
        closePack();
    }

    private void closePack() {
        var open = pack;
        pack = Optional.empty();
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException harmless) {
            LOG.debug("The build cache's pack can't be closed", harmless);
        }
    }

    /**
     * What {@link #putParts} has put there; to be closed.
     *
     * @return empty if there is nothing; that a part is damaged shows when it is asked for
     */
    public Optional<EntryParts> parts(CacheKey key) {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        try {
            return pack(files.get().path(key)).map(found -> new EntryParts(key, found));
        } catch (IOException failure) {
            trouble.cantRead(failure);
            return Optional.empty();
        }
    }

    /**
     * Stores a result in parts, of not more than 256 MiB each, in place of an earlier one.
     *
     * @param count how many there are
     * @param source if it fails, nothing is stored
     */
    public void putParts(CacheKey key, int count, EntryParts.Source source) {
        if (!keeps()) {
            return;
        }
        var unfit = new AtomicBoolean();
        try {
            countStored(EntryParts.write(files.orElseThrow(), key, count, number -> {
                try {
                    return source.part(number);
                } catch (IOException failure) {
                    unfit.set(true);
                    throw failure;
                }
            }));
        } catch (IOException failure) {
            if (unfit.get()) {
                LOG.debug("Nothing is kept of {}", key, failure);
            } else {
                trouble.cantWrite(failure);
            }
        }
    }

    /** Says that an entry has been of use, though nobody has asked for it. */
    public void renew(CacheKey key) {
        if (files.isPresent()) {
            var file = files.get().path(key);
            try {
                renew(file, Files.getLastModifiedTime(file));
            } catch (IOException absent) {
                LOG.debug("No {} to renew", file, absent);
            }
        }
    }

    private Optional<byte[]> packed(CacheKey key) {
        var open = pack;
        var payload = open.flatMap(some -> some.entry(key)).flatMap(bytes -> EntryFormat.decode(key, bytes));
        if (payload.isPresent()) {
            open.get().use(key);
        }
        return payload;
    }

    private Optional<byte[]> read(CacheKey key, Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            var content = attributes.size() > EntryFormat.MOST_FILE_BYTES ? new byte[0] : Files.readAllBytes(file);
            var payload = EntryFormat.decode(key, content);
            if (payload.isPresent()) {
                pack.ifPresent(open -> open.miss(key, content));
                renew(file, attributes.lastModifiedTime());
            } else {
                LOG.debug("Damaged entry in the build cache: {}", file);
                discard(file);
            }
            return payload;
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            trouble.cantRead(failure);
            return Optional.empty();
        }
    }

    private static void renew(Path file, FileTime modified) {
        if (Trim.isPast(modified, FRESH)) {
            try {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            } catch (IOException readOnly) {
                LOG.debug("Can't renew the time stamp of {}", file, readOnly);
            }
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException readOnly) {
            LOG.debug("Can't delete {}", file, readOnly);
        }
    }

    /** Stores a result, in place of an earlier one; none of more than 256 MiB. */
    public void put(CacheKey key, byte[] payload) {
        if (!keeps() || payload.length > EntryFormat.MOST_PAYLOAD_BYTES) {
            return;
        }
        var content = EntryFormat.encode(key, payload);
        pack.ifPresent(open -> open.miss(key, content));
        store(key, content);
    }

    private void store(CacheKey key, byte[] content) {
        try {
            files.get().write(key, content);
            countStored(content.length);
        } catch (IOException failure) {
            trouble.cantWrite(failure);
        }
    }

    private void countStored(long bytes) {
        stored.increment();
        storedBytes.add(bytes);
    }

    /**
     * Deletes what was not used for longest, down to four fifths of the limit if the cache is beyond it, and what killed
     * builds have left; forgets a pack that was not saved. Belongs at the end of a build; looks through the cache only if this build
     * has stored something, and then once an hour or when that was much.
     */
    public void trim() {
        closePack();
        files.ifPresent(present -> {
            LOG.debug("Build cache in {}: {}", present.directory(), statistics());
            new Trim(present, maxBytes).afterBuild(storedBytes.sum());
        });
    }

    /** What this object has been asked so far. */
    public CacheStatistics statistics() {
        return new CacheStatistics(hits.sum(), misses.sum(), stored.sum(), storedBytes.sum());
    }
}
