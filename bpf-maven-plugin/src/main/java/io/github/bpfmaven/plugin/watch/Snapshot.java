package io.github.bpfmaven.plugin.watch;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.build.WatchList;
import io.github.bpfmaven.plugin.incremental.FileStamp;

/**
 * How files that count were at one time.
 *
 * @param inTrees those in directories where any file counts
 * @param alone others that count; empty if one isn't there
 * @param directories in which files count, as far as they exist
 */
record Snapshot(Map<Path, FileStamp> inTrees, Map<Path, Optional<FileStamp>> alone, Set<Path> directories) {
    /** As they are now. */
    static Snapshot of(Collection<WatchList> lists) throws IOException {
        var inTrees = new TreeMap<Path, FileStamp>();
        var alone = new TreeMap<Path, Optional<FileStamp>>();
        var directories = new HashSet<Path>();
        var outputs = new HashSet<Path>();
        lists.forEach(list -> outputs.addAll(list.outputs()));
        for (var list : lists) {
            for (var tree : list.trees()) {
                walk(tree, outputs, inTrees, directories);
            }
        }
        for (var list : lists) {
            for (var file : list.files()) {
                if (!inTrees.containsKey(file) && outputs.stream().noneMatch(file::startsWith)) {
                    alone.put(file, FileStamp.of(file));
                    Optional.ofNullable(file.getParent())
                            .filter(Files::isDirectory)
                            .ifPresent(directories::add);
                }
            }
        }
        return new Snapshot(inTrees, alone, directories);
    }

    private static void walk(Path tree, Set<Path> outputs, Map<Path, FileStamp> stamps, Set<Path> directories)
            throws IOException {
        if (!Files.isDirectory(tree)) {
            return;
        }
        Files.walkFileTree(
                tree, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<Path>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                        if (outputs.contains(directory) || !directory.equals(tree) && isHidden(directory)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        directories.add(directory);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (!isHidden(file)) {
                            FileStamp.of(file).ifPresent(stamp -> stamps.put(file, stamp));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
                        // Gone while it was looked through: the next look sees what is left.
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) {
                        // Gone meanwhile, or a link that leads nowhere.
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** What editors put beside the file that they save: vim ({@code .x.swp}, {@code 4913}, {@code x~}), Emacs ({@code #x#}). */
    private static boolean isHidden(Path file) {
        var name = file.getFileName().toString();
        return name.startsWith(".") || name.endsWith("~") || name.startsWith("#") || name.equals("4913");
    }

    /** The files that are new, gone or other than before; what did not count before can't have changed since. */
    Set<Path> changesSince(Snapshot before) {
        var changed = new TreeSet<Path>();
        inTrees.forEach((file, stamp) -> {
            if (!stamp.equals(before.inTrees.get(file))) {
                changed.add(file);
            }
        });
        before.inTrees.keySet().stream()
                .filter(file -> !inTrees.containsKey(file))
                .forEach(changed::add);
        alone.forEach((file, stamp) -> {
            if (before.alone.containsKey(file) && !stamp.equals(before.alone.get(file))) {
                changed.add(file);
            }
        });
        return changed;
    }
}
