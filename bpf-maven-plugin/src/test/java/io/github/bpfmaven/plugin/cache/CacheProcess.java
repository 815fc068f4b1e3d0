package io.github.bpfmaven.plugin.cache;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A process that uses a cache as builds do, and ends with status 1 when it is given a wrong result. */
final class CacheProcess {
    private CacheProcess() {}

    /** @param arguments the cache's directory, its limit in bytes, a seed, and how often to ask */
    public static void main(String... arguments) {
        var random = new Random(Long.parseLong(arguments[2]));
        var directory = Path.of(arguments[0]);
        var limit = Long.parseLong(arguments[1]);
        var hits = 0L;
        for (var build = 0; build < 10; build++) {
            var cache = ContentCache.in(directory, limit);
            for (var rounds = Integer.parseInt(arguments[3]); rounds > 0; rounds--) {
                var number = random.nextInt(60);
                var found = cache.get(CacheContents.key(number));
                if (found.isEmpty()) {
                    cache.put(CacheContents.key(number), CacheContents.payload(number));
                } else if (!Arrays.equals(found.get(), CacheContents.payload(number))) {
                    System.err.println("wrong result for " + number);
                    System.exit(1);
                }
            }
            cache.trim();
            hits += cache.statistics().hits();
        }
        System.out.println(hits);
    }
}
