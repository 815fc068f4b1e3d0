package io.github.bpfmaven.plugin.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.toolchain.Sha256;

/**
 * A result in parts, which are in one file, an {@link EntryPack}, each with a digest of its own: what is too much to be in memory at
 * once, or to be unpacked by one thread. May be used by several threads.
 */
public final class EntryParts implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ContentCache.class);

    private final CacheKey key;
    private final EntryPack pack;

    EntryParts(CacheKey key, EntryPack pack) {
        this.key = key;
        this.pack = pack;
    }

    /** Gives parts, several threads at once. */
    @FunctionalInterface
    public interface Source {
        /**
         * @param number from 0
         * @throws IOException if the result turns out to be no good: nothing is kept of it then
         */
        byte[] part(int number) throws IOException;
    }

    /**
     * A part, byte for byte as it was put there.
     *
     * @param number from 0
     * @return empty if there is none, or it is damaged
     */
    public Optional<byte[]> part(int number) {
        var part = part(key, number);
        try {
            return pack.entry(part).flatMap(bytes -> EntryFormat.decode(part, bytes));
        } catch (IOException failure) {
            LOG.debug("A part of {} can't be read", EntryFiles.name(key), failure);
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        pack.close();
    }

    /** Writes all parts in place of what is there; gives the length of their file. */
    static long write(EntryFiles files, CacheKey key, int count, Source parts) throws IOException {
        var file = files.temporary(key);
        try {
            var writer = new PackWriter(file);
            try (writer) {
                var failures = IntStream.range(0, count)
                        .parallel()
                        .mapToObj(number -> write(writer, part(key, number), number, parts))
                        .flatMap(Optional::stream)
                        .toList();
                if (!failures.isEmpty()) {
                    throw failures.get(0);
                }
                writer.end();
            }
            files.moveIn(file, key);
            return writer.size();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Optional<IOException> write(PackWriter writer, CacheKey part, int number, Source parts) {
        try {
            var entry = EntryFormat.encode(part, parts.part(number));
            synchronized (writer) {
                writer.add(part, entry);
            }
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(failure);
        }
    }

    private static CacheKey part(CacheKey whole, int number) {
        var text = whole.sha256() + " " + number;
        return new CacheKey(whole.kind(), Sha256.of(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
