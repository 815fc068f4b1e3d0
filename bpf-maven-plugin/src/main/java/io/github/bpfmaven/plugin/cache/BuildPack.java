package io.github.bpfmaven.plugin.cache;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The pack that a build finds, and what it would have liked to find there. May be used by several threads. */
final class BuildPack {
    /** What is larger is as well read from its own file. */
    private static final int MOST_ENTRY_BYTES = 128 << 10;

    /** Of all entries, which are held in memory until the end of the build. */
    private static final long MOST_BYTES = 64 << 20;

    /** Fewer files are opened soon enough. */
    private static final int LEAST_ENTRIES = 64;

    /** A pack is written again if one entry of so many was not in it. */
    private static final int PART = 8;

    private final CacheKey key;
    private final Optional<EntryPack> found;
    private final Map<CacheKey, byte[]> used = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger missed = new AtomicInteger();

    /** @param found what there is under the key */
    BuildPack(CacheKey key, Optional<EntryPack> found) {
        this.key = key;
        this.found = found;
    }

    CacheKey key() {
        return key;
    }

    /** An entry of the pack, which may be damaged. */
    Optional<byte[]> entry(CacheKey wanted) {
        return found.flatMap(pack -> pack.entry(wanted));
    }

    /**
     * Takes down what is of use to the next build of the kind.
     *
     * @param entry not copied
     * @param isMissed whether the pack didn't have it
     */
    void use(CacheKey entryKey, byte[] entry, boolean isMissed) {
        if (entry.length <= MOST_ENTRY_BYTES && bytes.addAndGet(entry.length) <= MOST_BYTES) {
            used.put(entryKey, entry);
            if (isMissed) {
                missed.incrementAndGet();
            }
        }
    }

    /** What the next pack is made of; empty if there need be none, or it would be too large. */
    Optional<Collection<byte[]>> next() {
        return bytes.get() <= MOST_BYTES && used.size() >= LEAST_ENTRIES && missed.get() > used.size() / PART
                ? Optional.of(used.values())
                : Optional.empty();
    }
}
