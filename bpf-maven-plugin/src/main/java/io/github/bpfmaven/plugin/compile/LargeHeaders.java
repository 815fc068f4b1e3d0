package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bpfmaven.plugin.compile.ReducibleSource.LargeHeader;
import io.github.bpfmaven.plugin.reduce.HeaderIndex;

/** Headers that are so large that it may be worth to reduce them. Each is read once in a build. May be used by several threads. */
public final class LargeHeaders {
    private final Optional<HeaderIndexes> indexes;
    private final Map<Path, Optional<LargeHeader>> headers = new ConcurrentHashMap<>();

    private LargeHeaders(Optional<HeaderIndexes> indexes) {
        this.indexes = indexes;
    }

    /**
     * Headers of which the next build knows what is in them.
     *
     * @param directory for nothing else
     */
    public static LargeHeaders knownIn(Path directory) {
        return new LargeHeaders(Optional.of(new HeaderIndexes(directory)));
    }

    /** Where there is no next build. */
    static LargeHeaders ofThisBuild() {
        return new LargeHeaders(Optional.empty());
    }

    /** Whether a file may be one, by its size alone. */
    public static boolean isLarge(Path file) {
        return HeaderIndex.isLarge(file.toFile().length());
    }

    /** Reads a header that will be asked for, on another thread. */
    void expect(Path file) {
        if (!headers.containsKey(file)) {
            CompletableFuture.runAsync(() -> look(file));
        }
    }

    /** Reads a header that will be asked for, now. What is not to be read is said when it is asked for. */
    public void read(Path file) {
        look(file);
    }

    /**
     * What is in a header.
     *
     * @return empty if it is not worth to reduce it
     * @throws UncheckedIOException if it can't be read
     */
    Optional<LargeHeader> look(Path file) {
        return headers.computeIfAbsent(file, this::find);
    }

    private Optional<LargeHeader> find(Path file) {
        try {
            var index = indexes.isPresent() ? indexes.get().of(file) : HeaderIndex.of(Files.readAllBytes(file));
            return index.isWorthwhile()
                    ? Optional.of(new LargeHeader(file, index, index.fixedWords()))
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
