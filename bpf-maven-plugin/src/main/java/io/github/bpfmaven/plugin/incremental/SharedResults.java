package io.github.bpfmaven.plugin.incremental;

import java.util.Optional;

import io.github.bpfmaven.plugin.cache.CacheKey;
import io.github.bpfmaven.plugin.cache.ContentCache;

/** Where results are kept beyond this module's build directory. Whatever goes wrong there counts as "not there". */
public final class SharedResults {
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

    /** Keeps a result for others, if that can be done. */
    public void put(String kind, String key, byte[] content) {
        cache.put(new CacheKey(kind, key), content);
    }

    /** Says that a build is at its end. */
    public void trim() {
        cache.trim();
    }
}
