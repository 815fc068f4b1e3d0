package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;

import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.Source;

/** What an execution keeps for itself between builds, apart from outputs and headers. */
final class WorkFiles {
    private final Path directory;

    WorkFiles(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** What is known of each source. */
    Path results() {
        return directory.resolve("results.state");
    }

    /** Where the plugin's headers are. */
    Path headers() {
        return directory.resolve("headers");
    }

    /** Where headers are precompiled. */
    static Path precompiled(Path directory) {
        return directory.resolve("precompiled");
    }

    /** Where headers are that sources need only a part of. */
    static Path reduced(Path directory) {
        return directory.resolve("reduced");
    }

    /** What was found in large headers. */
    Path headerIndexes() {
        return directory.resolve("reduced.index");
    }

    /** Deletes what a build that was killed has left on its way. */
    void begin() throws IOException {
        delete(precompiled(directory));
        delete(reduced(directory));
        delete(Staging.directory(directory));
    }

    /** What clang makes. */
    Path bitcode() {
        return directory.resolve("bitcode");
    }

    /** What constants are evaluated with. */
    Path constants() {
        return directory.resolve("constants");
    }

    /** Where a good object waits for the others to become so. */
    Path object(CompileUnit unit) {
        return object(unit.source(), unit.target().suffix());
    }

    private Path object(Source source, String target) {
        var name = source.path() + "_" + target + ".o";
        return objects()
                .resolve(Integer.toString(Math.floorMod(name.hashCode(), Staging.LANES)))
                .resolve(name);
    }

    private Path objects() {
        return directory.resolve("objects");
    }

    /** Deletes what no unit needs. */
    void sweep(Collection<CompileUnit> units) throws IOException {
        delete(objects());
        var needed = new HashSet<Path>();
        units.forEach(unit -> needed.add(unit.bitcode()));
        if (Files.isDirectory(bitcode())) {
            try (var files = Files.walk(bitcode())) {
                for (var file : files.filter(Files::isRegularFile)
                        .filter(file -> !needed.contains(file))
                        .toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Deletes everything. */
    void clear() throws IOException {
        begin();
        delete(objects());
        delete(bitcode());
        delete(constants());
        Files.deleteIfExists(results());
        delete(headerIndexes());
        Files.deleteIfExists(directory.resolve("reduced.state"));
        Files.deleteIfExists(directory.resolve("build.state"));
    }

    private static void delete(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
