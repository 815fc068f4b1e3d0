package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * In which order sources are compiled: libraries first, since every link waits for them, then what is likely to take longest, so
 * that no core waits for the last one. How long is guessed by what clang has to read: the bytes of a source and of the headers
 * that it includes, as far as they are found by name.
 */
public final class CompileOrder {
    /** Includes stand at the top; a {@code vmlinux.h} of megabytes has none. */
    private static final int SCANNED_BYTES = 32 << 10;

    private final ProjectPaths paths;
    private final List<Path> directories;
    private final Map<Path, Text> texts = new ConcurrentHashMap<>();
    private final Map<String, Optional<Path>> found = new ConcurrentHashMap<>();

    /** @param searchPath where headers are; what a source's own arguments add is not looked at */
    public CompileOrder(ProjectPaths paths, SearchPath searchPath) {
        this.paths = paths;
        this.directories = Stream.concat(searchPath.user().stream(), searchPath.builtin().stream())
                .toList();
    }

    private record Text(long size, Set<Path> includes) {
        static final Text NONE = new Text(0, Set.of());
    }

    /** Libraries, then programs, in both the ones first that have more to read, and among equals those that came first. */
    public List<CompileUnit> of(List<CompileUnit> libraries, List<CompileUnit> programs) {
        return Stream.concat(sorted(libraries), sorted(programs)).toList();
    }

    private Stream<CompileUnit> sorted(List<CompileUnit> units) {
        if (units.stream().map(CompileUnit::source).distinct().count() < 2) {
            return units.stream();
        }
        // On all cores: no clang runs before.
        units.parallelStream()
                .map(unit -> paths.file(unit.source()))
                .forEach(file -> texts.computeIfAbsent(file, this::read));
        var bytes = new HashMap<Source, Long>();
        units.forEach(unit -> bytes.computeIfAbsent(unit.source(), this::bytes));
        return units.stream()
                .sorted(Comparator.comparingLong((CompileUnit unit) -> bytes.getOrDefault(unit.source(), 0L))
                        .reversed());
    }

    private long bytes(Source source) {
        return bytes(paths.file(source), new HashSet<>());
    }

    private long bytes(Path file, Set<Path> seen) {
        if (!seen.add(file)) {
            return 0;
        }
        var text = texts.computeIfAbsent(file, this::read);
        var all = text.size;
        for (var header : text.includes) {
            all += bytes(header, seen);
        }
        return all;
    }

    /** A file that can't be read is clang's to complain about. */
    private Text read(Path file) {
        try (var in = Files.newByteChannel(file)) {
            var start = ByteBuffer.allocate((int) Math.min(in.size(), SCANNED_BYTES));
            while (start.hasRemaining() && in.read(start) >= 0) {
                // until the buffer is full
            }
            var text = new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1);
            var includes = new LinkedHashSet<Path>();
            for (var include : AnyIncludes.of(text)) {
                find(include, file).ifPresent(includes::add);
            }
            return new Text(in.size(), includes);
        } catch (IOException unreadable) {
            return Text.NONE;
        }
    }

    private Optional<Path> find(IncludeDirective include, Path from) {
        try {
            var beside = from.resolveSibling(include.name()).normalize();
            return include.quoted() && Files.isRegularFile(beside)
                    ? Optional.of(beside)
                    : inDirectories(include.name());
        } catch (InvalidPathException noName) {
            return Optional.empty();
        }
    }

    private Optional<Path> inDirectories(String name) {
        return found.computeIfAbsent(
                name,
                some -> directories.stream()
                        .map(directory -> directory.resolve(some).normalize())
                        .filter(Files::isRegularFile)
                        .findFirst());
    }
}
