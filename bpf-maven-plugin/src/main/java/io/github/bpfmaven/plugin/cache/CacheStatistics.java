package io.github.bpfmaven.plugin.cache;

/**
 * What a build had of its cache.
 *
 * @param hits results that were there
 * @param misses results that were not, damaged ones among them
 * @param stored results that this build left
 * @param storedBytes what these take, in files' lengths
 */
public record CacheStatistics(long hits, long misses, long stored, long storedBytes) {
    @Override
    public String toString() {
        return hits + " hits, " + misses + " misses, " + stored + " stored (" + (storedBytes >> 10) + " KiB)";
    }
}
