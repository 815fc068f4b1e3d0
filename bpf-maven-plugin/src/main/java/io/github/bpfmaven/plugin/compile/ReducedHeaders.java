package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.toolchain.Sha256;

/**
 * Has clang read no more of a large header than a source can need. Whatever is against it, the source is compiled with all of
 * the header.
 */
final class ReducedHeaders {
    private static final Logger LOG = LoggerFactory.getLogger(ReducedHeaders.class);

    private final SourceReader sources;
    private final SilentHeaders silent;
    private final Path directory;
    private final Map<Key, Shared> shared = new HashMap<>();

    /** @param directory for nothing else */
    ReducedHeaders(SourceReader sources, SilentHeaders silent, Path directory) {
        this.sources = sources;
        this.silent = silent;
        this.directory = directory;
    }

    /** Targets share a file: of their macros none is a kernel's name. */
    private record Key(Source source, CompilerFlags flags) {
        /** Of its own: more than one of these may be at work in a module. */
        String fileName() {
            return Sha256.of(toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
        }
    }

    /** Says what will be compiled. */
    synchronized void expect(List<CompileUnit> units) {
        for (var unit : units) {
            shared.computeIfAbsent(key(unit), Shared::new).users++;
        }
    }

    /** Whether a source reads such a header. */
    boolean isFor(CompileUnit unit) {
        return sharedBy(unit).reading() instanceof ReducibleSource;
    }

    /** A source that others may be compiled with; empty if this isn't one. */
    Optional<SmallSource> small(CompileUnit unit) {
        return sharedBy(unit).reading() instanceof SmallSource small ? Optional.of(small) : Optional.empty();
    }

    /** Says that something that was expected is compiled. */
    void compiled(CompileUnit unit) {
        sharedBy(unit).release();
    }

    /** As {@link Clang#compile(CompileUnit)}, for what is expected. */
    CompileResult compile(Clang clang, CompileUnit unit) throws IOException, InterruptedException {
        var own = sharedBy(unit);
        try {
            if (!(own.reading() instanceof ReducibleSource source)) {
                return clang.compile(unit);
            }
            return switch (silent.of(source, unit)) {
                case NOISY -> clang.compile(unit);
                case UNKNOWN -> {
                    var result = clang.compile(unit);
                    silent.learn(source, unit, result);
                    yield result;
                }
                case SILENT -> {
                    var header = own.header(source);
                    yield header.isPresent() ? compile(clang, unit, source, header.get()) : clang.compile(unit);
                }
            };
        } finally {
            own.release();
        }
    }

    private static CompileResult compile(Clang clang, CompileUnit unit, ReducibleSource source, ReducedHeader header)
            throws IOException, InterruptedException {
        var result = clang.compile(unit, header);
        var unknown = result.files().stream()
                .filter(file -> !source.files().contains(file))
                .findFirst();
        if (unknown.isEmpty()) {
            return result;
        }
        LOG.debug("Compiling {} again with whole headers: it reads {}", unit.source(), unknown.get());
        return clang.compile(unit);
    }

    private synchronized Shared sharedBy(CompileUnit unit) {
        return shared.get(key(unit));
    }

    private static Key key(CompileUnit unit) {
        return new Key(unit.source(), unit.flags());
    }

    /** One source's, until it is compiled for all targets. */
    private final class Shared {
        private final Key key;
        private int users;
        private Optional<SourceReading> reading = Optional.empty();
        private Optional<ReducedHeader> header = Optional.empty();

        Shared(Key key) {
            this.key = key;
        }

        synchronized SourceReading reading() {
            if (reading.isEmpty()) {
                try {
                    reading = Optional.of(sources.of(key.source, key.flags));
                } catch (IOException unreadable) {
                    // Clang's to complain about.
                    LOG.debug("{} reads whole headers", key.source, unreadable);
                    reading = Optional.of(new SourceReading.Opaque());
                }
            }
            return reading.get();
        }

        synchronized Optional<ReducedHeader> header(ReducibleSource reducible) {
            if (header.isEmpty()) {
                try {
                    header = Optional.of(ReducedHeader.write(place(), reducible));
                } catch (IOException failure) {
                    LOG.debug("{} reads whole headers", key.source, failure);
                }
            }
            return header;
        }

        /** Most sources without a large header never ask. */
        private Path place() {
            return directory.resolve(key.fileName());
        }

        synchronized void release() {
            if (--users > 0) {
                return;
            }
            reading = Optional.empty();
            if (header.isPresent()) {
                try {
                    ReducedHeader.delete(place());
                    Files.deleteIfExists(directory);
                } catch (IOException others) {
                    LOG.debug("Not deleted: {}", others.toString());
                }
            }
        }
    }
}
