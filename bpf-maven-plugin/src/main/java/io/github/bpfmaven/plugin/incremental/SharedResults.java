package io.github.bpfmaven.plugin.incremental;

import java.util.Optional;

import io.github.bpfmaven.plugin.cache.CacheKey;
import io.github.bpfmaven.plugin.cache.ContentCache;
import io.github.bpfmaven.plugin.cache.EntryParts;

/** Where results are kept beyond this module's build directory. Whatever goes wrong there counts as "not there". */
public final class SharedResults implements AutoCloseable {
    private final ContentCache cache;

    public SharedResults(ContentCache cache) {
        this.cache = cache;
    }

    /** Keeps nothing. */
    public static SharedResults none() {
        return new SharedResults(ContentCache.none());
    }

    /**
     * @param kind of result; each has keys of its own
     * @param key 64 hexadecimal digits
     * @return what was put there, byte for byte
     */
    public Optional<byte[]> get(String kind, String key) {
        return cache.get(new CacheKey(kind, key));
    }

    /** Whether there is any use in putting something there. */
    public boolean keeps() {
        return cache.keeps();
    }

    /** Keeps a result for others, if that can be done. */
    public void put(String kind, String key, byte[] content) {
        cache.put(new CacheKey(kind, key), content);
    }

    /**
     * Says that there is nothing in the build directory, so that all is looked for here.
     *
     * @param build fingerprint of what is the same whenever the module is built
     */
    public void beginAnew(String build) {
        cache.openPack(new CacheKey(ContentCache.PACK, build));
    }

    /** A result in parts; to be closed. */
    Optional<EntryParts> parts(String kind, String key) {
        return cache.parts(new CacheKey(kind, key));
    }

    /** Keeps a result in parts for others, if that can be done. */
    void putParts(String kind, String key, int count, EntryParts.Source source) {
        cache.putParts(new CacheKey(kind, key), count, source);
    }

    /**
     * Says that a build would have used what others like it have saved, had it not found something better.
     *
     * @param build as {@link #beginAnew} has it
     */
    public void packStays(String build) {
        cache.renew(new CacheKey(ContentCache.PACK, build));
    }

    /** Says that a build has succeeded: what it has used, the next one that begins anew will want together. */
    public void succeeded() {
        cache.savePack();
    }

    /** Says that a build is at its end; another one may follow. */
    @Override
    public void close() {
        cache.trim();
    }
}
