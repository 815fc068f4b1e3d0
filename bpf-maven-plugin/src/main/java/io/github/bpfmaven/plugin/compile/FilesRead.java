package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Tells which files clang has read for a compile. May be used by several threads. */
final class FilesRead {
    private final ProjectPaths paths;
    private final DirectoryNames directories;
    private final Path resourceHeaders;
    /** By what clang calls them: each of some hundred programs has the same headers. */
    private final Map<String, Path> files = new ConcurrentHashMap<>();

    /** @param resourceHeaders where clang's own headers are */
    FilesRead(ProjectPaths paths, DirectoryNames directories, Path resourceHeaders) {
        this.paths = paths;
        this.directories = directories;
        this.resourceHeaders = resourceHeaders;
    }

    /**
     * The source, then the headers but clang's own, sorted; each once, as it is called on this machine.
     *
     * @param names what clang calls them
     */
    List<Path> of(CompileUnit unit, List<String> names) throws IOException {
        // Sorted: a precompiled header's come in another order than those that are read one after the other.
        var headers = new TreeSet<Path>();
        for (var name : names) {
            var file = file(name);
            if (!file.startsWith(resourceHeaders)) {
                headers.add(file);
            }
        }
        var source = plain(paths.file(unit.source()));
        headers.remove(source);
        return Stream.concat(Stream.of(source), headers.stream()).toList();
    }

    private Path file(String name) throws IOException {
        var known = files.get(name);
        if (known != null) {
            return known;
        }
        var file = plain(paths.baseDirectory().resolve(name));
        files.put(name, file);
        return file;
    }

    /**
     * Without {@code .} and {@code ..}, unless a link makes that another file. A way out of one of the build's directories
     * stays one: in another checkout it leads elsewhere.
     */
    private Path plain(Path file) throws IOException {
        if (!file.toString().contains("..")) {
            return file.normalize();
        }
        var root = directories.all().stream()
                .map(DirectoryNames.Named::directory)
                .filter(file::startsWith)
                .max(Comparator.comparing(Path::getNameCount))
                .orElse(file.getRoot());
        var normal = root.resolve(
                file.subpath(root.getNameCount(), file.getNameCount()).normalize());
        return normal.equals(file) || Files.isSameFile(normal, file) ? normal : file;
    }
}
