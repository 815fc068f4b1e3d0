package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

import io.github.bpfmaven.plugin.lock.Lock;

/** The directory of objects that are checked in: which files there are the plugin's, and which are not. */
final class CheckedInTree {
    /** Without it, a checkout on Windows would give other bytes. Once written it is the user's. */
    static final String ATTRIBUTES = ".gitattributes";

    private final Path directory;

    CheckedInTree(Path directory) {
        this.directory = directory;
    }

    /** What the lock that is there speaks of, in whatever state that is; absolute, and below this directory. */
    Set<Path> own() throws IOException {
        var lock = directory.resolve(Lock.NAME);
        var own = new TreeSet<Path>();
        if (Files.isRegularFile(lock)) {
            var text = new String(Files.readAllBytes(lock), StandardCharsets.UTF_8);
            for (var name : Lock.ownFiles(text)) {
                var file = directory.resolve(name).normalize();
                if (file.startsWith(directory.resolve(Lock.OBJECTS)) || file.startsWith(directory.resolve(Lock.JAVA))) {
                    own.add(file);
                }
            }
            own.add(lock);
        }
        return own;
    }

    /** Objects and classes that a lock doesn't speak of. */
    Set<Path> extra(Set<Path> own) throws IOException {
        var extra = new TreeSet<Path>();
        for (var root : Set.of(Lock.OBJECTS, Lock.JAVA)) {
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

    /** Deletes directories that have become empty. */
    void prune() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var each : files.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                try (var content = Files.list(each)) {
                    if (content.findAny().isPresent()) {
                        continue;
                    }
                }
                Files.delete(each);
            }
        }
    }
}
