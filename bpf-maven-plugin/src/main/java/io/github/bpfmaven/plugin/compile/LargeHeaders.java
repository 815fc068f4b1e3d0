package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.bpfmaven.plugin.compile.ReducibleSource.LargeHeader;
import io.github.bpfmaven.plugin.reduce.HeaderIndex;
import io.github.bpfmaven.toolchain.Sha256;

/** Headers that are so large that it may be worth to reduce them. Each is read once in a build. May be used by several threads. */
public final class LargeHeaders {
    private final Map<Path, Optional<LargeHeader>> headers = new ConcurrentHashMap<>();

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

    /**
     * Reads a header that will be asked for, now.
     *
     * @param digest of what has just been read, if it is known
     */
    public void read(Path file, Supplier<Optional<String>> digest) {
        headers.computeIfAbsent(
                file,
                missing -> read(
                        missing,
                        content -> digest.get()
                                .map(CompletableFuture::completedFuture)
                                .orElseGet(() -> digest(content))));
    }

    /**
     * What is in a header.
     *
     * @return empty if it is not worth to reduce it
     * @throws UncheckedIOException if it can't be read
     */
    Optional<LargeHeader> look(Path file) {
        return headers.computeIfAbsent(file, missing -> read(missing, LargeHeaders::digest));
    }

    /** In a JVM that has just started it takes as long as all the rest. */
    private static CompletableFuture<String> digest(byte[] content) {
        return CompletableFuture.supplyAsync(() -> Sha256.of(content));
    }

    private static Optional<LargeHeader> read(Path file, Function<byte[], CompletableFuture<String>> digests) {
        try {
            var content = Files.readAllBytes(file);
            var digest = digests.apply(content);
            var index = HeaderIndex.of(content);
            return index.isWorthwhile()
                    ? Optional.of(new LargeHeader(file, index, index.fixedWords(), digest))
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
