package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The list of what an execution's last build left: names relative to its work directory. */
final class OutputList {
    private final Path list;

    OutputList(Path workDirectory) {
        this.list = path(workDirectory);
    }

    static Path path(Path workDirectory) {
        return workDirectory.resolve("outputs.list");
    }

    /** What stands in the list for a file. */
    String name(Path file) {
        return list.getParent().relativize(file).toString();
    }

    /** The file of a name. */
    Path file(String name) {
        return list.resolveSibling(name).normalize();
    }

    /** @return none if there was no build */
    Set<String> read() throws IOException {
        try {
            return new TreeSet<>(Files.readAllLines(list));
        } catch (NoSuchFileException firstBuild) {
            return Set.of();
        }
    }

    /** @param before what it is now, so that it isn't written for nothing */
    void write(Set<String> before, Set<String> now) throws IOException {
        if (!now.equals(before) || !Files.exists(list)) {
            Files.createDirectories(list.getParent());
            var part = list.resolveSibling(list.getFileName() + ".part");
            Files.write(part, now);
            Staging.move(part, list);
        }
    }

    /** When it was; long ago if there is none. */
    FileTime written() throws IOException {
        return Files.exists(list) ? Files.getLastModifiedTime(list) : FileTime.fromMillis(0);
    }

    /**
     * What other executions leave: a source may have gone over to one of them that has built already. One that the POM doesn't
     * have any more has its list still, an old one.
     */
    Set<Path> filesOfOthers(FileTime since) throws IOException {
        var files = new HashSet<Path>();
        try (var siblings = Files.list(list.getParent().toAbsolutePath().getParent())) {
            for (var other : siblings.map(OutputList::path)
                    .filter(file -> !file.equals(list.toAbsolutePath()) && Files.isRegularFile(file))
                    .toList()) {
                if (Files.getLastModifiedTime(other).compareTo(since) > 0) {
                    Files.readAllLines(other)
                            .forEach(
                                    name -> files.add(other.resolveSibling(name).normalize()));
                }
            }
        }
        return files;
    }
}
