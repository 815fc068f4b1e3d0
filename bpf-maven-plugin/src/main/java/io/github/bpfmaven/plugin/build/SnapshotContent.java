package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.incremental.Input;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot.Kept;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot.Role;
import io.github.bpfmaven.plugin.incremental.ReportedObjects;
import io.github.bpfmaven.plugin.incremental.RootNames;
import io.github.bpfmaven.plugin.problem.HeardProblems;

/** What is in a snapshot: the files that a build has left, in parts that can be packed and unpacked side by side. */
final class SnapshotContent {
    /** Of the files that are packed together, as long as there is more than one. */
    private static final int PART_BYTES = 1 << 19;

    /** It is in memory for a moment. */
    private static final long MOST_FILE_BYTES = 128 << 20;

    /**
     * Commands for editors.
     *
     * @param file where they are
     * @param hidden its content without paths
     */
    record Commands(Path file, byte[] hidden) {}

    private final WorkFiles work;
    private final PackedHeaders headers;
    private final RootNames names;
    private final FileDigests digests;
    private final Optional<Commands> commands;
    private final List<List<Kept>> parts = new ArrayList<>();

    /** @param commands this build's for editors; empty for none */
    SnapshotContent(
            WorkFiles work, PackedHeaders headers, RootNames names, FileDigests digests, Optional<Commands> commands) {
        this.commands = commands;
        this.work = work;
        this.headers = headers;
        this.names = names;
        this.digests = digests;
    }

    /** @throws IOException if a file is gone, or too large */
    ModuleSnapshot of(
            String sources,
            String place,
            ModuleBuild.Outcome made,
            BuildMemory.Reads reads,
            List<HeardProblems.Said> said)
            throws IOException {
        addParts(Role.OUTPUT, made.written().files());
        var written = headers.files();
        addParts(Role.HEADER, written.stream().filter(reads.files()::contains).toList());
        var state = new LinkedHashSet<Path>(written);
        state.removeAll(reads.files());
        state.addAll(List.of(headers.list(), ReportedObjects.path(work.directory()), work.results()));
        state.removeIf(file -> !Files.isRegularFile(file));
        state.forEach(digests::forget);
        addParts(Role.STATE, state);
        commands.ifPresent(some -> parts.add(List.of(new Kept(
                Role.COMMANDS, names.name(some.file()), Fingerprint.of(some.hidden()), some.hidden().length))));
        // The largest first: none of them shall be waited for in the end.
        parts.sort(Comparator.comparingLong(SnapshotContent::bytes).reversed());
        return new ModuleSnapshot(
                sources,
                place,
                made.objects().size(),
                made.written().objects(),
                reads.files().stream()
                        .filter(file -> !file.startsWith(headers.directory()))
                        .map(file -> new Input(names.name(file), digest(file)))
                        .toList(),
                reads.absent().stream().map(names::name).toList(),
                parts,
                said);
    }

    private void addParts(Role role, Collection<Path> files) throws IOException {
        var part = new ArrayList<Kept>();
        for (var file : files) {
            var length = Files.size(file);
            if (length > MOST_FILE_BYTES) {
                throw new IOException(file + " is too large");
            }
            var kept = new Kept(role, names.name(file), digest(file), (int) length);
            if (!part.isEmpty() && bytes(part) + kept.length() > PART_BYTES) {
                parts.add(part);
                part = new ArrayList<>();
            }
            part.add(kept);
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    private static long bytes(List<Kept> part) {
        return part.stream().mapToLong(Kept::length).sum();
    }

    private String digest(Path file) {
        return digests.of(file).orElse("");
    }

    /**
     * What is in the files of a part, one after the other.
     *
     * @throws IOException also if a file is not what the build has left
     */
    byte[] part(int number) throws IOException {
        var files = parts.get(number);
        var all = new byte[Math.toIntExact(bytes(files))];
        var position = 0;
        for (var file : files) {
            var bytes = file.role() == Role.COMMANDS
                    ? commands.orElseThrow().hidden()
                    : Files.readAllBytes(names.path(file.name()));
            if (bytes.length != file.length() || !Fingerprint.of(bytes).equals(file.digest())) {
                throw new IOException(file.name() + " has been changed since it was written");
            }
            System.arraycopy(bytes, 0, all, position, bytes.length);
            position += bytes.length;
        }
        return all;
    }
}
