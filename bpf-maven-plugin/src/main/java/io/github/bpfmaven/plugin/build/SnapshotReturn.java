package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot.Kept;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot.Role;
import io.github.bpfmaven.plugin.incremental.RootNames;
import io.github.bpfmaven.plugin.incremental.SharedSnapshot;

/**
 * Puts back what is in a snapshot. It begins at once, beside the files' places, while somebody finds out whether the snapshot holds;
 * outputs appear together, and last of all what says that they are there.
 */
final class SnapshotReturn implements AutoCloseable {
    private final SharedSnapshot shared;
    private final ModuleSnapshot snapshot;
    private final WorkFiles work;
    private final RootNames names;
    private final FileDigests digests;
    private final OutputTree outputs;
    private final Optional<CommandsPlace> place;
    private final AtomicInteger next = new AtomicInteger();
    private final CompletableFuture<Void> parts;
    private volatile boolean isWanted = true;

    /**
     * @param shared is read until this is closed
     * @param place where its commands for editors are good; empty for elsewhere
     */
    SnapshotReturn(
            SharedSnapshot shared,
            BuildRequest.Layout layout,
            RootNames names,
            FileDigests digests,
            Optional<CommandsPlace> place)
            throws IOException {
        this.place = place;
        this.shared = shared;
        this.snapshot = shared.snapshot();
        this.work = new WorkFiles(layout.workDirectory());
        this.names = names;
        this.digests = digests;
        work.begin();
        this.outputs =
                new OutputTree(layout.workDirectory(), Map.of(layout.resourceDirectory(), layout.classesDirectory()));
        this.parts = CompletableFuture.allOf(IntStream.range(0, snapshot.parts().size())
                .mapToObj(any -> Background.begin(this::writeNext))
                .toArray(CompletableFuture[]::new));
    }

    /** @return whether there was one left */
    private boolean writeNext() throws IOException {
        var part = next.getAndIncrement();
        if (part >= snapshot.parts().size()) {
            return false;
        }
        var content = isWanted ? shared.content(part) : Optional.<byte[]>empty();
        if (content.isPresent()) {
            write(snapshot.parts().get(part), content.get());
        } else {
            isWanted = false;
        }
        return true;
    }

    private void write(List<Kept> files, byte[] content) throws IOException {
        var position = 0;
        for (var kept : files) {
            var file = names.path(kept.name());
            var bytes = Arrays.copyOfRange(content, position, position + kept.length());
            position += kept.length();
            if (kept.role() == Role.OUTPUT) {
                outputs.add(file, bytes, kept.digest());
            } else if (kept.role() != Role.COMMANDS || place.isPresent()) {
                Files.createDirectories(file.getParent());
                Files.write(
                        kept.role() == Role.HEADER ? file : part(file),
                        kept.role() == Role.COMMANDS ? place.orElseThrow().show(bytes) : bytes);
            }
        }
    }

    /**
     * Puts everything in its place.
     *
     * @return false if something is damaged; then nothing has changed there
     */
    boolean finish() throws IOException {
        while (writeNext()) {
            // Nobody but this thread has anything else to do.
        }
        Background.await(parts);
        if (!isWanted) {
            return false;
        }
        outputs.write();
        outputs.written().entrySet().parallelStream().forEach(file -> digests.written(file.getKey(), file.getValue()));
        for (var file : later()) {
            if (!file.equals(work.results())) {
                Staging.move(part(file), file);
            }
        }
        // It says that all the others are there.
        Staging.move(part(work.results()), work.results());
        return true;
    }

    List<Path> paths(Role role) {
        return snapshot.parts().stream()
                .flatMap(List::stream)
                .filter(file -> file.role() == role)
                .map(file -> names.path(file.name()))
                .toList();
    }

    /** What comes to its place behind all outputs. */
    private List<Path> later() {
        var later = new ArrayList<>(paths(Role.STATE));
        if (place.isPresent()) {
            later.addAll(paths(Role.COMMANDS));
        }
        return later;
    }

    /** Where a file is on its way. */
    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** Deletes what did not get to its place. */
    @Override
    public void close() throws IOException {
        isWanted = false;
        try {
            Background.await(parts);
        } finally {
            outputs.close();
            for (var file : later()) {
                Files.deleteIfExists(part(file));
            }
        }
    }
}
