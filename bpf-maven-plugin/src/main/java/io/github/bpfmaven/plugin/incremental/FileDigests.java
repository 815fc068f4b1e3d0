package io.github.bpfmaven.plugin.incremental;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The digests of files during one build. Each file is read once at most; one that has the stamp it had at an earlier build isn't
 * read at all. May be used by several threads.
 */
public final class FileDigests {
    private final Map<String, ObservedFile> before = new HashMap<>();
    private final Map<Path, Optional<ObservedFile>> now = new ConcurrentHashMap<>();
    private final Set<Path> late = ConcurrentHashMap.newKeySet();
    private volatile long workBegan = Long.MAX_VALUE;

    /** @param before files as they were */
    FileDigests(Collection<ObservedFile> before) {
        before.forEach(file -> this.before.put(file.path(), file));
    }

    /** Where nothing is known. */
    public static FileDigests none() {
        return new FileDigests(List.of());
    }

    /**
     * The digest of a file's content, as it was when first asked for.
     *
     * @return empty if there is no such file, or it can't be read
     */
    public Optional<String> of(Path file) {
        return observed(file).map(ObservedFile::digest);
    }

    /** Says that a file has been written, or is to be looked at again. */
    public void forget(Path file) {
        now.remove(file);
    }

    /**
     * What is known of a file that a build has written.
     *
     * @param digest of its content
     * @param complete when it was complete, by {@link #clock}, and not yet where others look for it
     */
    public record Written(String digest, long complete) {}

    /** Nanoseconds since 1970. */
    public static long clock() {
        return Clock.now();
    }

    /** Says what a file has that was written, so that it isn't read for that: unless another hand has written it since. */
    public void written(Path file, Written what) {
        var stamp = FileStamp.of(file).filter(now -> now.modified() <= what.complete);
        if (stamp.isPresent()) {
            var settled = stamp.get().isSettled(Clock.now());
            now.put(file, Optional.of(new ObservedFile(file.toString(), stamp.get(), settled, what.digest)));
        }
    }

    /** Says that programs which read files are started from now on. */
    public void workBegins() {
        workBegan = Clock.now();
    }

    /**
     * Whether a file is still what it was when its digest was taken, and that is what was read: one that was first looked at
     * after it had been read may have been changed in between.
     */
    boolean isUnchanged(Path file) {
        var seen = now.getOrDefault(file, Optional.empty());
        return seen.isPresent()
                && seen.map(ObservedFile::stamp).equals(FileStamp.of(file))
                && (!late.contains(file) || seen.get().stamp().changed() < workBegan);
    }

    /** Files that were asked for, are there, and have other content than at an earlier build. */
    public List<Path> changed() {
        return now.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .filter(file -> before.containsKey(file.path())
                                && !before.get(file.path()).digest().equals(file.digest()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a file whose digest was asked for may have been another one when it was read; see {@link #isUnchanged}. */
    public boolean hasChanged(Path file) {
        return now.containsKey(file) && !isUnchanged(file);
    }

    /**
     * The same with another digest, in place of {@link #of} for this file: checksums against accidents. So early in a JVM's life a
     * SHA-256 of megabytes takes longer than all else of a small build.
     */
    Optional<String> checksums(Path file) {
        return now.computeIfAbsent(file, path -> observe(path, Checksums::of)).map(ObservedFile::digest);
    }

    Optional<ObservedFile> observed(Path file) {
        return now.computeIfAbsent(file, path -> observe(path, Fingerprint::of));
    }

    /** All of them as they are now, in this order; missing ones are left out. */
    List<ObservedFile> observed(Collection<Path> files) {
        return files.parallelStream().flatMap(file -> observed(file).stream()).toList();
    }

    /** How a file's content is told from others. */
    @FunctionalInterface
    private interface Digest {
        String of(Path file) throws IOException;
    }

    private Optional<ObservedFile> observe(Path file, Digest digest) {
        var stamp = FileStamp.of(file);
        if (stamp.isEmpty()) {
            return Optional.empty();
        }
        var path = file.toString();
        var known = before.get(path);
        if (known != null && known.settled() && known.stamp().equals(stamp.get())) {
            return Optional.of(known);
        }
        var taken = Clock.now();
        if (taken >= workBegan) {
            late.add(file);
        }
        try {
            return Optional.of(new ObservedFile(path, stamp.get(), stamp.get().isSettled(taken), digest.of(file)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
