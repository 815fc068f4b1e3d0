package io.github.bpfmaven.plugin.lock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.incremental.RootNames;

/** The files that a lock speaks of, as they are now; remembers which were asked for. */
public final class CurrentFiles {
    private static final byte[] POINTER =
            "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

    private final Path directory;
    private final RootNames names;
    private final FileDigests digests;
    private final Set<Path> seen = new LinkedHashSet<>();
    private final Set<Path> absent = new LinkedHashSet<>();

    /** @param directory of the lock */
    public CurrentFiles(Path directory, RootNames names, FileDigests digests) {
        this.directory = directory;
        this.names = names;
        this.digests = digests;
    }

    /** What is wrong with a file that is read. */
    Optional<Drift> read(String name, String digest, Drift.Kind kind, String subject) {
        Path file;
        try {
            file = names.path(name);
        } catch (InvalidPathException noName) {
            // On Windows, what stands for a directory is none if there is no such directory.
            return Optional.of(new Drift(kind, name, subject + " is gone"));
        }
        var now = digest(file);
        if (now.isEmpty()) {
            return Optional.of(new Drift(kind, name, subject + " is gone"));
        }
        return now.get().equals(digest)
                ? Optional.empty()
                : Optional.of(lineEnds(file, digest, name)
                        .orElseGet(() -> new Drift(kind, name, subject + " has changed since bpf:update")));
    }

    /** What is wrong with a file beside the lock. */
    Optional<Drift> own(String root, LockedFile locked, Drift.Kind kind, String what) {
        var file = directory.resolve(root).resolve(locked.path());
        var name = names.name(file);
        var now = digest(file);
        if (now.isEmpty()) {
            return Optional.of(new Drift(Drift.Kind.MISSING, name, "the " + what + " " + name + " is missing"));
        }
        return now.get().equals(locked.sha256())
                ? Optional.empty()
                : Optional.of(lineEnds(file, locked.sha256(), name)
                        .or(() -> pointer(file, name))
                        .orElseGet(() -> new Drift(
                                kind,
                                name,
                                "the " + what + " " + name
                                        + " is not the one that bpf:update wrote: edited by hand, or of another commit than"
                                        + " the lock")));
    }

    /** What is wrong with the lock itself, which can be read. */
    Optional<Drift> lock() {
        var file = directory.resolve(Lock.NAME);
        seen.add(file);
        try {
            var content = Files.readAllBytes(file);
            return withoutCarriageReturns(content).length == content.length
                    ? Optional.empty()
                    : Optional.of(lineEnds(Lock.NAME));
        } catch (IOException unreadable) {
            return Optional.of(new Drift(Drift.Kind.DAMAGED, Lock.NAME, Lock.NAME + " can't be read: " + unreadable));
        }
    }

    void mustBeAbsent(Collection<Path> paths) {
        absent.addAll(paths);
    }

    /** All files that were looked at. */
    public Set<Path> seen() {
        return seen;
    }

    /** All places where no file may appear. */
    public Set<Path> absent() {
        return absent;
    }

    private Optional<String> digest(Path file) {
        var digest = digests.of(file);
        (digest.isPresent() ? seen : absent).add(file);
        return digest;
    }

    private static Optional<Drift> lineEnds(Path file, String digest, String name) {
        try {
            var content = Files.readAllBytes(file);
            return Fingerprint.of(withoutCarriageReturns(content)).equals(digest)
                    ? Optional.of(lineEnds(name))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** What Git LFS leaves in a checkout where it is not installed, or told not to fetch; its specification has the first line. */
    private static Optional<Drift> pointer(Path file, String name) {
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(POINTER.length), POINTER)
                    ? Optional.of(new Drift(
                            Drift.Kind.POINTER, name, name + " is a pointer of Git LFS, and not the file itself"))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Drift lineEnds(String name) {
        return new Drift(
                Drift.Kind.LINE_ENDS,
                name,
                name + " is the same but for line ends: it was checked out with CRLF for LF");
    }

    private static byte[] withoutCarriageReturns(byte[] content) {
        var plain = new ByteArrayOutputStream(content.length);
        for (var at = 0; at < content.length; at++) {
            if (content[at] != '\r' || at + 1 == content.length || content[at + 1] != '\n') {
                plain.write(content[at]);
            }
        }
        return plain.toByteArray();
    }
}
