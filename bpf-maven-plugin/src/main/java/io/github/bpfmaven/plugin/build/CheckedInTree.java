package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.bpfmaven.plugin.lock.Lock;
import io.github.bpfmaven.plugin.lock.LockException;

/** The directory of objects that are checked in: which files there are the plugin's, and which are not. */
final class CheckedInTree {
    /** Without it, a checkout on Windows would give other bytes. Once written it is the user's. */
    static final String ATTRIBUTES = ".gitattributes";

    private static final List<String> ROOTS = List.of(Lock.OBJECTS, Lock.JAVA);

    private final Path directory;

    CheckedInTree(Path directory) {
        this.directory = directory;
    }

    /** What the lock that is there speaks of, in whatever state that is; absolute, and below this directory. */
    Set<Path> own() throws IOException {
        var lock = directory.resolve(Lock.NAME);
        var own = new TreeSet<Path>();
        if (Files.isRegularFile(lock)) {
            for (var name : Lock.ownFiles(text(lock))) {
                file(name).ifPresent(own::add);
            }
            own.add(lock);
        }
        return own;
    }

    /** The names of the sources whose objects the lock that is there has, if it can be read. */
    Set<String> programs() throws IOException {
        var lock = directory.resolve(Lock.NAME);
        var names = new TreeSet<String>();
        if (Files.isRegularFile(lock)) {
            try {
                Lock.read(text(lock))
                        .programs()
                        .forEach(program -> names.add(program.source().name()));
            } catch (LockException broken) {
                return names;
            }
        }
        return names;
    }

    private static String text(Path lock) throws IOException {
        return new String(Files.readAllBytes(lock), StandardCharsets.UTF_8);
    }

    /** The file of a name; none if it is elsewhere: links in a checkout may lead anywhere. */
    private Optional<Path> file(String name) throws IOException {
        try {
            var file = directory.resolve(name);
            return !Files.exists(file.getParent())
                            || file.getParent().toRealPath().startsWith(directory.toRealPath())
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (InvalidPathException noName) {
            return Optional.empty();
        }
    }

    /** Objects and classes that a lock doesn't speak of. */
    Set<Path> extra(Set<Path> own) throws IOException {
        var extra = new TreeSet<Path>();
        for (var root : ROOTS) {
            var top = directory.resolve(root);
            if (Files.isDirectory(top)) {
                try (var files = Files.walk(top)) {
                    files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().endsWith(".o")
                                    || file.toString().endsWith(".java"))
                            .filter(file -> !own.contains(file))
                            .forEach(extra::add);
                }
            }
        }
        return extra;
    }

    /** Deletes directories of objects and classes that have become empty; others may be anybody's. */
    void prune() throws IOException {
        for (var root : ROOTS) {
            var top = directory.resolve(root);
            if (Files.isDirectory(top)) {
                try (var files = Files.walk(top)) {
                    for (var each : files.filter(Files::isDirectory)
                            .sorted(Comparator.reverseOrder())
                            .toList()) {
                        deleteIfEmpty(each);
                    }
                }
            }
        }
        if (Files.isDirectory(directory)) {
            deleteIfEmpty(directory);
        }
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        try (var content = Files.list(directory)) {
            if (content.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(directory);
    }
}
