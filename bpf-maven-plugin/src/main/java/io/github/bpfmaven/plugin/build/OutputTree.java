package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.bpfmaven.plugin.file.WholeFile;
import io.github.bpfmaven.plugin.incremental.FileDigests;

/**
 * The files that a build leaves. They appear together when all of them are complete; a file whose content is what it was
 * keeps its time stamp, so that nothing is recompiled because of it; a file that the last build left and this one
 * doesn't is deleted.
 */
final class OutputTree implements AutoCloseable {
    private final OutputList list;
    private final Staging staging;
    private final Map<Path, Path> copies;
    private final Set<Path> known;
    /** Complete files by where they belong; these are all that differ. */
    private final Map<Path, Path> ready = new TreeMap<>();

    private final Map<Path, String> digests = new HashMap<>();
    private final Set<Path> files = new TreeSet<>();
    private final Set<Path> ofOthers = new HashSet<>();
    private long complete;

    /** @param workDirectory holds the list of what the last build left, and files on their way */
    OutputTree(Path workDirectory) {
        this(workDirectory, Map.of());
    }

    /**
     * @param workDirectory holds the list of what the last build left, and files on their way
     * @param copies by directory of outputs: where others copy them to, and leave them. A copy goes with its file as long as
     *     it has the same content
     */
    OutputTree(Path workDirectory, Map<Path, Path> copies) {
        this(workDirectory, copies, Set.of());
    }

    /**
     * @param workDirectory as above
     * @param copies as above
     * @param known files that the last build left though the list there may not have them: it was another machine's
     */
    OutputTree(Path workDirectory, Map<Path, Path> copies, Set<Path> known) {
        this.list = new OutputList(workDirectory);
        this.staging = new Staging(workDirectory);
        this.copies = Map.copyOf(copies);
        this.known = Set.copyOf(known);
    }

    /** A file that is there with the content that it should have. */
    synchronized void keep(Path file) {
        files.add(file);
    }

    /** All files that the build leaves. */
    synchronized Set<Path> files() {
        return new TreeSet<>(files);
    }

    /** Writes a file beside the others, so that nobody need keep it in memory. May be called by several threads. */
    void add(Path file, byte[] content) throws IOException {
        keep(file);
        if (!WholeFile.has(file, content)) {
            var copy = stage(file);
            Files.write(copy, content);
        }
    }

    /** @param digest of the content, SHA-256 */
    void add(Path file, byte[] content, String digest) throws IOException {
        add(file, content);
        note(file, digest);
    }

    void add(Path file, String content) throws IOException {
        add(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that need not be in memory as a whole. */
    @FunctionalInterface
    interface Text {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes a file beside the others.
     *
     * @param isOfOthers whether the file belongs to other executions, which have taken it down as theirs: this one has had a part
     *     in it at most, and does not delete it
     */
    void add(Path file, boolean isOfOthers, Text content) throws IOException {
        synchronized (this) {
            (isOfOthers ? ofOthers : files).add(file);
        }
        var copy = stage(file);
        try (var out = Files.newBufferedWriter(copy)) {
            content.writeTo(out);
        }
        if (Files.isRegularFile(file) && Files.mismatch(file, copy) < 0) {
            unstage(file, copy);
        }
    }

    private synchronized void unstage(Path file, Path copy) throws IOException {
        ready.remove(file);
        Files.delete(copy);
    }

    /**
     * Has a complete file moved to where it belongs, if it differs from what is there.
     *
     * @param digest of its content, SHA-256
     */
    void take(Path file, Path complete, String digest) throws IOException {
        keep(file);
        if (!Files.isRegularFile(file) || Files.mismatch(file, complete) >= 0) {
            synchronized (this) {
                ready.put(file, complete);
            }
        }
        note(file, digest);
    }

    private synchronized void note(Path file, String digest) {
        if (ready.containsKey(file)) {
            digests.put(file, digest);
        }
    }

    /** The files that {@link #write} has moved to where they belong and whose content is known, when all were complete. */
    synchronized Map<Path, FileDigests.Written> written() {
        var written = new HashMap<Path, FileDigests.Written>();
        digests.forEach((file, digest) -> written.put(file, new FileDigests.Written(digest, complete)));
        return written;
    }

    private Path stage(Path file) throws IOException {
        var copy = staging.next();
        synchronized (this) {
            ready.put(file, copy);
        }
        return copy;
    }

    /**
     * Moves what differs to where it belongs, deletes what is stale.
     *
     * @return whether there was anything to write or to delete
     * @throws IOException if something can't be written; then the files of the last build are still there
     */
    synchronized boolean write() throws IOException {
        complete = FileDigests.clock();
        try {
            // Before the first move: where a directory can't be made, nothing has changed yet.
            for (var directory : ready.keySet().stream().map(Path::getParent).collect(Collectors.toSet())) {
                Files.createDirectories(directory);
            }
            var before = new TreeSet<>(list.read());
            known.forEach(file -> before.add(list.name(file)));
            var since = list.written();
            var now = names();
            // A build that is killed from here on has left some of its files: the next one must know of all of them.
            var both = new TreeSet<>(before);
            both.addAll(now);
            list.write(before, both);
            moveAll();
            var deleted = deleteStale(before, now, since);
            list.write(both, now);
            return !ready.isEmpty() || deleted;
        } finally {
            close();
        }
    }

    private void moveAll() throws IOException {
        try {
            ready.entrySet().parallelStream().forEach(file -> {
                try {
                    Staging.move(file.getValue(), file.getKey());
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
            staging.moved();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /** Deletes what was added and did not get where it belongs. */
    @Override
    public void close() throws IOException {
        staging.close();
    }

    private TreeSet<String> names() {
        var names = new TreeSet<String>();
        files().forEach(file -> names.add(list.name(file)));
        return names;
    }

    private boolean deleteStale(Set<String> before, Set<String> now, FileTime since) throws IOException {
        var stale = new TreeSet<Path>();
        before.stream().filter(name -> !now.contains(name)).forEach(name -> stale.add(list.file(name)));
        if (!stale.isEmpty()) {
            stale.removeAll(list.filesOfOthers(since));
            stale.removeAll(ofOthers);
        }
        var deleted = false;
        for (var file : stale) {
            if (!isKept(file)) {
                deleteCopy(file);
                deleted |= Files.deleteIfExists(file);
            }
        }
        return deleted;
    }

    /** Under another name: through a link, or where a file system takes small letters for capitals. */
    private boolean isKept(Path stale) throws IOException {
        if (!Files.exists(stale)) {
            return false;
        }
        for (var file : files) {
            if (file.getFileName()
                            .toString()
                            .equalsIgnoreCase(stale.getFileName().toString())
                    && Files.isSameFile(file, stale)) {
                return true;
            }
        }
        return false;
    }

    private void deleteCopy(Path file) throws IOException {
        for (var directory : copies.entrySet()) {
            if (file.startsWith(directory.getKey()) && Files.isRegularFile(file)) {
                var copy = directory.getValue().resolve(directory.getKey().relativize(file));
                if (WholeFile.has(copy, Files.readAllBytes(file))) {
                    Files.delete(copy);
                }
            }
        }
    }
}
