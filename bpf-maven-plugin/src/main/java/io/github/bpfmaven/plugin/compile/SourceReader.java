package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.ReducibleSource.LargeHeader;
import io.github.bpfmaven.plugin.reduce.FileWords;

/**
 * Looks which sources read a large header, and which are so small and plain that one clang may compile several of them. Each file
 * is read once for all. May be used by several threads.
 */
final class SourceReader {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

    private static final SourceReading OPAQUE = new SourceReading.Opaque();

    private final ProjectPaths paths;
    private final SearchPath searchPath;
    private final Path resources;
    private final LargeHeaders headers;
    private final Map<Path, Text> texts = new ConcurrentHashMap<>();

    /**
     * @param resources where clang's own headers are
     * @param headers those that are known already
     */
    SourceReader(ProjectPaths paths, SearchPath searchPath, Path resources, LargeHeaders headers) {
        this.paths = paths;
        this.searchPath = searchPath;
        this.resources = resources;
        this.headers = headers;
    }

    /**
     * What is to be known of a source to reduce its header, or to compile it with others.
     *
     * @throws IOException if a file can't be read
     */
    SourceReading of(Source source, CompilerFlags flags) throws IOException {
        if (!flags.arguments().isEmpty() && !allow(flags.arguments())) {
            return OPAQUE;
        }
        try {
            var order = SearchOrder.of(paths.baseDirectory(), searchPath, flags.defines(), flags.arguments());
            return order.isOdd() ? OPAQUE : new Walk(order, resources).of(source);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static boolean allow(List<String> arguments) {
        return PrecompilableArguments.allow(arguments) && arguments.stream().noneMatch(SourceReader::isOldC);
    }

    /** C without comments that end with their line. */
    private static boolean isOldC(String argument) {
        return argument.equals("-ansi") || argument.matches("-std=(c8|c90|iso9899:199[04]).*");
    }

    /** One source's includes, as far as names lead. */
    private final class Walk {
        private final SearchOrder order;
        private final List<Path> angle;
        private final Map<Path, FileWords> found = new LinkedHashMap<>();
        private final ArrayDeque<Path> waiting = new ArrayDeque<>();
        private final List<LargeHeader> large = new ArrayList<>();
        private long bytes;

        Walk(SearchOrder order, Path resources) {
            this.order = order;
            this.angle = order.angle(Optional.of(resources));
        }

        SourceReading of(Source source) throws IOException {
            waiting.add(paths.file(source));
            while (!waiting.isEmpty()) {
                var file = waiting.poll();
                if (!found.containsKey(file)) {
                    read(file);
                }
            }
            var words = new ArrayList<>(found.values());
            order.definitions().forEach(define -> words.add(FileWords.of(define)));
            var obstacle =
                    words.stream().flatMap(file -> file.obstacle().stream()).findFirst();
            if (obstacle.isPresent()) {
                LOG.debug("{} is compiled with whole headers, and by itself: there is {}", source, obstacle.get());
                return OPAQUE;
            }
            var files = found.keySet().stream().map(Path::normalize).collect(Collectors.toSet());
            if (large.isEmpty()) {
                return BatchHazard.isIn(words) ? OPAQUE : new SmallSource(files, bytes);
            }
            for (var header : large) {
                if (!isPlain(header.file())) {
                    return OPAQUE;
                }
            }
            return new ReducibleSource(large, files, words);
        }

        private void read(Path file) throws IOException {
            // The source itself, which comes first, is nobody's header.
            Optional<LargeHeader> header =
                    found.isEmpty() || !LargeHeaders.isLarge(file) ? Optional.empty() : headers.look(file);
            if (header.isPresent()) {
                large.add(header.get());
                add(file, header.get().words());
            } else {
                // A source's own words are of use to no other source, and there may be thousands.
                var text = found.isEmpty() ? Text.of(file) : text(file);
                bytes += text.bytes;
                add(file, text.words);
            }
        }

        private void add(Path file, FileWords words) {
            found.put(file, words);
            for (var include : words.includes()) {
                resolve(include, file.getParent());
            }
        }

        private void await(Path file) {
            // In a JVM that has just started each takes long. Large ones are ready, or nearly so, when all small ones
            // are read.
            if (LargeHeaders.isLarge(file)) {
                waiting.addLast(file);
                headers.expect(file);
            } else {
                waiting.addFirst(file);
                if (!texts.containsKey(file)) {
                    CompletableFuture.runAsync(() -> text(file));
                }
            }
        }

        private void resolve(FileWords.Included include, Path includer) {
            try {
                var isFound = include.quoted() && (find(List.of(includer), include) || find(order.quote(), include));
                if (!isFound) {
                    find(angle, include);
                }
            } catch (InvalidPathException noFileHasSuchAName) {
                LOG.debug("Not a name: {}", include.name());
            }
        }

        /** @return whether no other place is searched: for the next of a name, each is */
        private boolean find(List<Path> places, FileWords.Included include) {
            for (var place : places) {
                var file = place.resolve(include.name());
                if (Files.isRegularFile(file)) {
                    await(file);
                    if (!include.next()) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private record Text(FileWords words, int bytes) {
        static Text of(Path file) throws IOException {
            var bytes = Files.readAllBytes(file);
            return new Text(FileWords.of(bytes), bytes.length);
        }
    }

    private Text text(Path file) {
        return texts.computeIfAbsent(file, some -> {
            try {
                return Text.of(some);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    /** Whether a name without {@code ..} is that of the same file: clang takes them away when it looks for a replaced file. */
    private static boolean isPlain(Path file) throws IOException {
        return !file.toString().contains("..") || Files.isSameFile(file, file.normalize());
    }
}
