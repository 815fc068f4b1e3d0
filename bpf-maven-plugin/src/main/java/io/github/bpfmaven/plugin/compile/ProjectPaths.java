package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;

/**
 * How files are called in what is built: no name may tell where on which machine the project lies.
 *
 * @param baseDirectory the project's directory, absolute; clang runs in it
 * @param sourceDirectory where the C sources are, absolute; usually below the base directory
 */
public record ProjectPaths(Path baseDirectory, Path sourceDirectory) {
    /** What stands for a source directory that is not below the base directory. */
    static final String OUTSIDE_SOURCES = "bpf";

    /** Whether a path would have to be absolute. */
    boolean isOutside(Path path) {
        return !path.startsWith(baseDirectory);
    }

    /** For clang's command line: relative to the base directory where possible, with {@code /} on every host. */
    String argument(Path path) {
        if (isOutside(path)) {
            return path.toString();
        }
        var relative = baseDirectory
                .relativize(path)
                .toString()
                .replace(path.getFileSystem().getSeparator(), "/");
        return relative.isEmpty() ? "." : relative;
    }

    /** Where a source is, absolute. */
    public Path file(Source source) {
        var file = sourceDirectory.resolve(source.path());
        return source.path().startsWith("../") ? file.normalize() : file;
    }

    /** The name of a source in objects and messages. */
    public String name(Source source) {
        return isOutside(sourceDirectory) ? OUTSIDE_SOURCES + "/" + source.path() : argument(file(source));
    }
}
