package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files that a build leaves. They appear together when all of them are complete; a file whose content is what it was
 * keeps its time stamp, so that nothing is recompiled because of it; a file that the last build left and this one
 * doesn't is deleted.
 */
final class OutputTree {
    private final Path list;
    private final Path staging;
    private final Map<Path, byte[]> files = new TreeMap<>();

    /** @param workDirectory holds the list of what the last build left, and files on their way */
    OutputTree(Path workDirectory) {
        this.list = workDirectory.resolve("outputs.list");
        this.staging = workDirectory.resolve("staging");
    }

    void add(Path file, byte[] content) {
        files.put(file, content);
    }

    void add(Path file, String content) {
        add(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IOException if something can't be written; then the files of the last build are still there */
    void write() throws IOException {
        Files.createDirectories(staging);
        var staged = new LinkedHashMap<Path, Path>();
        try {
            for (var file : files.entrySet()) {
                if (differs(file.getKey(), file.getValue())) {
                    var copy = staging.resolve(Integer.toString(staged.size()));
                    staged.put(copy, file.getKey());
                    Files.write(copy, file.getValue());
                }
            }
            // Before the first move: where a directory can't be made, nothing has changed yet.
            for (var target : staged.values()) {
                Files.createDirectories(target.getParent());
            }
            for (var move : staged.entrySet()) {
                move(move.getKey(), move.getValue());
            }
            deleteStale();
        } finally {
            for (var copy : staged.keySet()) {
                Files.deleteIfExists(copy);
            }
        }
    }

    private static boolean differs(Path file, byte[] content) throws IOException {
        return !Files.isRegularFile(file)
                || Files.size(file) != content.length
                || !Arrays.equals(Files.readAllBytes(file), content);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void deleteStale() throws IOException {
        var now = new TreeSet<String>();
        files.keySet().forEach(file -> now.add(list.getParent().relativize(file).toString()));
        for (var before : lastOutputs()) {
            if (!now.contains(before)) {
                Files.deleteIfExists(list.resolveSibling(before).normalize());
            }
        }
        Files.write(list, now);
    }

    private List<String> lastOutputs() throws IOException {
        try {
            return Files.readAllLines(list);
        } catch (NoSuchFileException firstBuild) {
            return List.of();
        }
    }
}
