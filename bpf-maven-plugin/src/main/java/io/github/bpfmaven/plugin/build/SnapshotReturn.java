package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot.Kept;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot.Role;
import io.github.bpfmaven.plugin.incremental.RootNames;
import io.github.bpfmaven.plugin.incremental.SharedSnapshot;

/** Writes what is in a snapshot: as everywhere, outputs all at once, and last of all what says that they are there. */
final class SnapshotReturn {
    private final BuildRequest.Layout layout;
    private final WorkFiles work;
    private final RootNames names;
    private final FileDigests digests;

    SnapshotReturn(BuildRequest.Layout layout, WorkFiles work, RootNames names, FileDigests digests) {
        this.layout = layout;
        this.work = work;
        this.names = names;
        this.digests = digests;
    }

    /**
     * What was written.
     *
     * @param outputs for others
     * @param headers that count as read
     */
    record Written(Collection<Path> outputs, List<Path> headers) {}

    /** @return empty if something is damaged; then there is nothing of it */
    Optional<Written> of(SharedSnapshot found) throws IOException {
        work.begin();
        try (var outputs =
                new OutputTree(layout.workDirectory(), Map.of(layout.resourceDirectory(), layout.classesDirectory()))) {
            var isWhole = new AtomicBoolean(true);
            var parts = new ArrayList<CompletableFuture<Void>>();
            for (var part = 0; part < found.snapshot().parts().size(); part++) {
                var number = part;
                parts.add(Background.begin(() -> {
                    var content = isWhole.get() ? found.content(number) : Optional.<byte[]>empty();
                    if (content.isPresent()) {
                        add(outputs, found.files(number), content.get());
                    } else {
                        isWhole.set(false);
                    }
                }));
            }
            var all = CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
            Background.await(all);
            var state = paths(found.snapshot(), Role.STATE);
            if (!isWhole.get()) {
                for (var file : state) {
                    Files.deleteIfExists(part(file));
                }
                return Optional.empty();
            }
            outputs.write();
            outputs.written().entrySet().parallelStream()
                    .forEach(file -> digests.written(file.getKey(), file.getValue()));
            for (var file : state) {
                if (!file.equals(work.results())) {
                    Staging.move(part(file), file);
                }
            }
            // The last of them: it says that all the others are there.
            Staging.move(part(work.results()), work.results());
            return Optional.of(new Written(outputs.files(), paths(found.snapshot(), Role.HEADER)));
        }
    }

    private List<Path> paths(ModuleSnapshot snapshot, Role role) {
        return snapshot.parts().stream()
                .flatMap(List::stream)
                .filter(file -> file.role() == role)
                .map(file -> names.path(file.name()))
                .toList();
    }

    private void add(OutputTree outputs, List<Kept> files, byte[] content) throws IOException {
        var position = 0;
        for (var kept : files) {
            var file = names.path(kept.name());
            var bytes = Arrays.copyOfRange(content, position, position + kept.length());
            position += kept.length();
            if (kept.role() == Role.OUTPUT) {
                outputs.add(file, bytes, kept.digest());
            } else {
                Files.createDirectories(file.getParent());
                Files.write(kept.role() == Role.STATE ? part(file) : file, bytes);
            }
        }
    }

    /** Where a file is on its way. */
    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }
}
