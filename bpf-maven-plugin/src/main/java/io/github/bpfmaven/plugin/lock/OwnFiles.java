package io.github.bpfmaven.plugin.lock;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.bpfmaven.plugin.incremental.RootNames;

/** The files beside a lock that it speaks of. */
final class OwnFiles {
    private static final Pattern NO_NAME = Pattern.compile("|\\.\\.?");

    private OwnFiles() {}

    /** Their paths as {@link Lock#ownFiles()} has them, however damaged the lock is; none outside of its directory. */
    static Set<String> in(String text) {
        var own = new TreeSet<String>();
        for (var each : text.lines().toList()) {
            var line = Line.of(each.strip());
            if (line.word().equals("object")) {
                var parts = line.value().split(" ", 3);
                add(own, Lock.OBJECTS, parts.length == 3 ? parts[2] : "");
            } else if (line.word().equals("java")) {
                var parts = line.value().split(" ", 2);
                var isMeant =
                        parts.length == 2 && LockReader.DIGEST.matcher(parts[0]).matches();
                add(own, Lock.JAVA, isMeant ? parts[1] : "");
            }
        }
        return own;
    }

    private static void add(Set<String> own, String root, String path) {
        if (isBelow(path)) {
            own.add(root + "/" + path);
        }
    }

    /** Whether a path leads to a file in the directory that it starts from, on every host. */
    static boolean isBelow(String path) {
        return !RootNames.isPath(path)
                && path.indexOf('\0') < 0
                && Stream.of(path.split("[/\\\\]", -1))
                        .noneMatch(name -> NO_NAME.matcher(name).matches());
    }
}
