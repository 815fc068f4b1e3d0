package io.github.bpfmaven.plugin.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pack that a build finds, and what it would have liked to find there. May be used by several threads. */
final class BuildPack implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ContentCache.class);

    /** What is larger is as well read from its own file. */
    private static final int MOST_ENTRY_BYTES = 128 << 10;

    /** Of all entries. */
    private static final long MOST_BYTES = 256 << 20;

    /** Fewer files are opened soon enough. */
    private static final int LEAST_ENTRIES = 64;

    /** A pack is written again if one entry of so many was not in it. */
    private static final int PART = 8;

    private final EntryFiles files;
    private final CacheKey key;
    private final Optional<EntryPack> found;
    private final Set<CacheKey> used = ConcurrentHashMap.newKeySet();
    /** What was not in the one that was found: on its way to become a part of the next. */
    private Optional<PackWriter> missed = Optional.empty();

    private boolean isOver;

    /** @param found what there is under the key */
    BuildPack(EntryFiles files, CacheKey key, Optional<EntryPack> found) {
        this.files = files;
        this.key = key;
        this.found = found;
    }

    /** An entry of the pack, which may be damaged. */
    Optional<byte[]> entry(CacheKey wanted) {
        try {
            return found.isPresent() ? found.get().entry(wanted) : Optional.empty();
        } catch (IOException failure) {
            LOG.debug("An entry of the pack {} can't be read", files.path(key), failure);
            return Optional.empty();
        }
    }

    /** Takes down that an entry of the pack was good and is of use. */
    void use(CacheKey entryKey) {
        used.add(entryKey);
    }

    /** Keeps what the pack doesn't have for the next build of the kind. */
    synchronized void miss(CacheKey entryKey, byte[] entry) {
        if (isOver || entry.length > MOST_ENTRY_BYTES) {
            return;
        }
        try {
            if (missed.isEmpty()) {
                missed = Optional.of(new PackWriter(files.temporary(key)));
            }
            missed.get().add(entryKey, entry);
            if (missed.get().size() > MOST_BYTES) {
                drop();
            }
        } catch (IOException failure) {
            LOG.debug("No pack is written", failure);
            drop();
        }
    }

    /**
     * Puts the next pack in place of the one that was found, if there is much that this one didn't have.
     *
     * @return its length; empty if it is as it was
     */
    synchronized OptionalLong save() throws IOException {
        if (missed.isEmpty()) {
            return OptionalLong.empty();
        }
        var next = missed.get();
        var all = used.size() + next.count();
        if (all < LEAST_ENTRIES || next.count() <= all / PART) {
            return OptionalLong.empty();
        }
        for (var entryKey : used) {
            var entry = entry(entryKey);
            if (entry.isPresent() && next.size() <= MOST_BYTES) {
                next.add(entryKey, entry.get());
            }
        }
        next.end();
        if (found.isPresent()) {
            // Windows moves nothing over an open file.
            found.get().close();
        }
        files.moveIn(next.file(), key);
        return OptionalLong.of(next.size());
    }

    private void drop() {
        isOver = true;
        missed.ifPresent(BuildPack::delete);
        missed = Optional.empty();
    }

    private static void delete(PackWriter unfinished) {
        try {
            unfinished.close();
        } catch (IOException asGoodAsDeleted) {
            LOG.debug("{} is not complete", unfinished.file(), asGoodAsDeleted);
        }
        try {
            Files.deleteIfExists(unfinished.file());
        } catch (IOException leftForTrim) {
            LOG.debug("Can't delete {}", unfinished.file(), leftForTrim);
        }
    }

    /** Deletes what was not saved. */
    @Override
    public synchronized void close() throws IOException {
        drop();
        if (found.isPresent()) {
            found.get().close();
        }
    }
}
