package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            switch (kept.role()) {
                case OUTPUT -> outputs.add(file, bytes, kept.digest());
                case HEADER -> write(file, bytes);
                case STATE -> write(part(file), bytes);
                case COMMANDS -> {
                    if (place.isPresent()) {
                        write(part(file), place.get().show(bytes));
                    }
                }
            }
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** Whether all of it is here, beside its places, and nothing is damaged. */
    boolean isComplete() throws IOException {
        while (writeNext()) {
            // Nobody but this thread has anything else to do.
        }
        Background.await(parts);
        return isWanted;
    }

    /** Puts commands for editors in their place. They may be there while outputs aren't. */
    void putCommands() throws IOException {
        put(paths(Role.COMMANDS));
    }

    /** Puts everything else in its place, all of it being there. */
    void finish() throws IOException {
        outputs.write();
        outputs.written().entrySet().parallelStream().forEach(file -> digests.written(file.getKey(), file.getValue()));
        var last = work.results();
        put(paths(Role.STATE).stream().filter(file -> !file.equals(last)).toList());
        // It says that all the others are there.
        put(List.of(last));
    }

    private static void put(List<Path> files) throws IOException {
        for (var file : files) {
            Staging.move(part(file), file);
        }
    }

    List<Path> paths(Role role) {
        return snapshot.parts().stream()
                .flatMap(List::stream)
                .filter(file -> file.role() == role)
                .map(file -> names.path(file.name()))
                .toList();
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
            for (var role : List.of(Role.STATE, Role.COMMANDS)) {
                for (var file : paths(role)) {
                    Files.deleteIfExists(part(file));
                }
            }
        }
    }
}
