package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where the headers are that sources begin with, and how much there is to read behind one. */
final class IncludePlaces {
    private final ProjectPaths paths;
    private final SearchPath searchPath;
    private final Map<Path, Header> headers = new HashMap<>();
    private final Map<Spelled, Optional<Path>> found = new HashMap<>();

    IncludePlaces(ProjectPaths paths, SearchPath searchPath) {
        this.paths = paths;
        this.searchPath = searchPath;
    }

    /**
     * An include as it must be spelled in the base directory to give the same file by the same name.
     *
     * @return empty if it can't be
     */
    Optional<IncludeDirective> fromBase(Source source, IncludeDirective include) {
        if (("/" + include.name()).contains("/./")) {
            // Precompiled, it would lose the dot.
            return Optional.empty();
        }
        if (!include.quoted()) {
            return Optional.of(include);
        }
        var directory = paths.file(source).getParent();
        if (Files.exists(directory.resolve(include.name()))) {
            var prefix = directory.equals(paths.baseDirectory()) ? "" : paths.argument(directory) + "/";
            return Optional.of(new IncludeDirective(prefix + include.name(), true));
        }
        return Files.exists(paths.baseDirectory().resolve(include.name())) ? Optional.empty() : Optional.of(include);
    }

    /**
     * About how many bytes clang reads for some includes, each file once.
     *
     * @param includes spelled as from the base directory
     */
    long bytes(List<IncludeDirective> includes) {
        var seen = new HashSet<Path>();
        includes.forEach(include -> find(paths.baseDirectory(), include).ifPresent(file -> collect(file, seen)));
        return seen.stream().mapToLong(file -> header(file).bytes()).sum();
    }

    private void collect(Path file, Set<Path> seen) {
        if (seen.add(file)) {
            header(file)
                    .includes()
                    .forEach(include -> find(file.getParent(), include).ifPresent(inner -> collect(inner, seen)));
        }
    }

    /** Clang's own headers, and those of directories that the user's arguments add, count for nothing. */
    private Optional<Path> find(Path directory, IncludeDirective include) {
        return found.computeIfAbsent(new Spelled(directory, include), spelled -> look(directory, include));
    }

    private Optional<Path> look(Path directory, IncludeDirective include) {
        var places = Stream.concat(searchPath.user().stream(), searchPath.builtin().stream());
        return (include.quoted() ? Stream.concat(Stream.of(directory), places) : places)
                .map(place -> place.resolve(include.name()).normalize())
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Header header(Path file) {
        return headers.computeIfAbsent(file, IncludePlaces::read);
    }

    private static Header read(Path file) {
        try {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return new Header(text.length(), AnyIncludes.of(text));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Spelled(Path directory, IncludeDirective include) {}

    private record Header(long bytes, List<IncludeDirective> includes) {}
}
