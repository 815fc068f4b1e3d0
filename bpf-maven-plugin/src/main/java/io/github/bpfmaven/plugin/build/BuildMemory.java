package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.linker.LinkInput;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.incremental.BuildProof;
import io.github.bpfmaven.plugin.incremental.CompileResults;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.LocalResults;
import io.github.bpfmaven.plugin.incremental.RootNames;

/** Decides what the next build may take from this one: only what was made from files that did not change meanwhile. */
final class BuildMemory {
    private final BuildRequest request;
    private final FileDigests digests;
    private final RootNames names;

    BuildMemory(BuildRequest request, FileDigests digests, RootNames names) {
        this.request = request;
        this.digests = digests;
        this.names = names;
    }

    /** Takes down what was compiled and linked, but for what was made from files that have changed while they were read. */
    void remember(LocalResults local, CompileResults results, List<Compiled> compiled, Sources sources)
            throws IOException, InvalidConfigurationException {
        var librariesHold = libraryFiles().stream().noneMatch(digests::hasChanged);
        for (var one : compiled) {
            if (one.record().isPresent() && !results.holds(one.record().get())) {
                results.drop(one.unit());
                librariesHold &= !sources.libraries().contains(one.unit().source());
            }
        }
        if (!librariesHold) {
            // Whoever has linked them before they changed, and who after, nobody knows.
            local.dropLinks();
        }
        local.write();
    }

    private List<Path> libraryFiles() throws InvalidConfigurationException {
        var files = new ArrayList<Path>();
        for (var target : request.targets()) {
            for (var input : request.links().inputs(target.byteOrder())) {
                if (input instanceof LinkInput.InFile file) {
                    files.add(file.path());
                }
            }
        }
        return files;
    }

    /**
     * What shows the next build that there is nothing to do; empty if that can't be shown.
     *
     * @param compiled all that the build has compiled
     * @param written what it has left
     * @param more files that count
     */
    Optional<BuildProof> proof(
            String requested,
            String sources,
            List<Compiled> compiled,
            PackedObjects.Written written,
            Collection<Path> more)
            throws InvalidConfigurationException {
        var read = new LinkedHashSet<Path>();
        var absent = new LinkedHashSet<Path>();
        if (compiled.stream().flatMap(one -> one.record().stream()).anyMatch(record -> !record.isComplete())) {
            return Optional.empty();
        }
        for (var one : compiled) {
            one.record().ifPresent(record -> {
                record.inputs().forEach(input -> read.add(names.path(input.name())));
                record.absent().forEach(path -> absent.add(names.path(path)));
            });
        }
        read.addAll(libraryFiles());
        read.addAll(more);
        var files = new ArrayList<>(written.files());
        // Without it the next build can't delete what this one leaves.
        files.add(OutputTree.list(request.layout().workDirectory()));
        files.forEach(digests::forget);
        return BuildProof.of(requested, sources, written.objects().size(), read, files, absent, digests);
    }
}
