package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Where clang lists the files that it reads: one file for each process that runs at once, and none for each compile. A file system
 * such as ext4 looks long for the place of a new file where hundreds have just been deleted.
 */
final class DependencyLists {
    private final Map<Path, Queue<Path>> free = new HashMap<>();
    private int made;

    /** A file that nobody else uses, and that may be there, with anything in it. */
    synchronized Path take(Path directory) {
        var known = free.computeIfAbsent(directory, none -> new ArrayDeque<>()).poll();
        return known == null ? directory.resolve("reads-" + ++made + ".d") : known;
    }

    synchronized void giveBack(Path list) {
        free.get(list.getParent()).add(list);
    }
}
