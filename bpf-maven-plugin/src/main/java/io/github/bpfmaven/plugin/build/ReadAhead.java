package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.plugin.compile.LargeHeaders;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.LocalResults;
import io.github.bpfmaven.plugin.incremental.RootNames;

/** What a build wants to have read as soon as it knows what there is to do: read by others while it finds that out. */
final class ReadAhead {
    private final CompletableFuture<LocalResults> local;
    private final FileDigests digests;
    private final RootNames names;

    /** @param results of the last build */
    ReadAhead(Path results, RootNames names, FileDigests digests) {
        this.local = CompletableFuture.supplyAsync(() -> LocalResults.read(results, names));
        this.digests = digests;
        this.names = names;
    }

    /** The results of the last build. */
    LocalResults local() {
        return local.join();
    }

    /** Reads those large headers that were read, at the last build, with what has changed since: clang can't start without them. */
    void expect(LargeHeaders headers) {
        local.thenAcceptAsync(before -> {
            var changed = digests.changed().stream().map(names::name).toList();
            before.readWith(changed).stream()
                    .map(names::path)
                    .filter(LargeHeaders::isLarge)
                    // First what it is made of: else a file that changes meanwhile would be taken for the other.
                    .filter(header -> digests.of(header).isPresent())
                    .forEach(header -> headers.read(
                            header, () -> digests.hasChanged(header) ? Optional.empty() : digests.of(header)));
        });
    }
}
