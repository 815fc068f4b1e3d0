package io.github.bpfmaven.plugin.build;

import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.plugin.compile.LargeHeaders;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.LocalResults;
import io.github.bpfmaven.plugin.incremental.RootNames;

/** What a build wants to have read as soon as it knows what there is to do: read by others while it finds that out. */
final class ReadAhead {
    private final CompletableFuture<LocalResults> local;
    private final LargeHeaders largeHeaders;

    ReadAhead(ModulePlan plan, WorkFiles work, FileDigests digests) {
        largeHeaders = LargeHeaders.knownIn(work.headerIndexes());
        var names = plan.names();
        local = CompletableFuture.supplyAsync(() -> LocalResults.read(work.results(), names));
        var request = plan.request();
        if (request.reducedHeaders() && !request.launcher().isPresent() && !plan.hasLibraries()) {
            local.thenAcceptAsync(before -> read(before, names, digests));
        }
    }

    /** The results of the last build. */
    LocalResults local() {
        return local.join();
    }

    /** Those that were read, at the last build, with what has changed since are known, or will be: clang can't start without them. */
    LargeHeaders largeHeaders() {
        return largeHeaders;
    }

    private void read(LocalResults before, RootNames names, FileDigests digests) {
        var changed = digests.changed().stream().map(names::name).toList();
        before.readWith(changed).stream()
                .map(names::path)
                .filter(LargeHeaders::isLarge)
                // First what it is made of: else a file that changes meanwhile would be taken for the other.
                .filter(header -> digests.of(header).isPresent())
                .forEach(largeHeaders::read);
    }
}
