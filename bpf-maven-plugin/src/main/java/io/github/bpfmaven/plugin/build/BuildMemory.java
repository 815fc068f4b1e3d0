package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.incremental.BuildProof;
import io.github.bpfmaven.plugin.incremental.CompileRecord;
import io.github.bpfmaven.plugin.incremental.CompileResults;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.LocalResults;

/** Decides what the next build may take from this one: only what was made from files that did not change meanwhile. */
final class BuildMemory {
    private final ModulePlan plan;
    private final FileDigests digests;

    BuildMemory(ModulePlan plan, FileDigests digests) {
        this.plan = plan;
        this.digests = digests;
    }

    /** Takes down what was compiled and linked, but for what was made from files that have changed while they were read. */
    void remember(LocalResults local, CompileResults results, List<Compiled> compiled)
            throws IOException, InvalidConfigurationException {
        var librariesHold = plan.libraryFiles().stream().noneMatch(digests::hasChanged);
        Set<CompileRecord> changed = Collections.newSetFromMap(new IdentityHashMap<>());
        changed.addAll(results.changed(
                compiled.stream().flatMap(one -> one.record().stream()).toList()));
        for (var one : compiled) {
            if (one.record().filter(changed::contains).isPresent()) {
                results.drop(one.unit());
            }
            if (one.record()
                    .filter(record -> changed.contains(record) || !record.isComplete())
                    .isPresent()) {
                librariesHold &= !plan.sources().libraries().contains(one.unit().source());
            }
        }
        if (!librariesHold) {
            // Whoever has linked them before they changed, and who after, nobody knows.
            local.dropLinks();
        }
        local.write();
    }

    /**
     * What a build depends on, beside the plugin and LLVM.
     *
     * @param files that were read
     * @param absent places where no file may appear
     */
    record Reads(Set<Path> files, Set<Path> absent) {}

    /**
     * What this build depends on; empty if that can't be told.
     *
     * @param made what it has done
     */
    Optional<Reads> reads(ModuleBuild.Outcome made) throws InvalidConfigurationException {
        var records =
                made.compiled().stream().flatMap(one -> one.record().stream()).toList();
        if (!records.stream().allMatch(CompileRecord::isComplete)) {
            return Optional.empty();
        }
        var read = new LinkedHashSet<Path>();
        var absent = new LinkedHashSet<Path>();
        for (var record : records) {
            record.inputs().forEach(input -> read.add(plan.names().path(input.name())));
            record.absent().forEach(path -> absent.add(plan.names().path(path)));
        }
        read.addAll(plan.libraryFiles());
        read.addAll(made.checkedIn().seen());
        absent.addAll(made.checkedIn().absent());
        return Optional.of(new Reads(read, absent));
    }

    /**
     * What shows the next build that there is nothing to do; empty if that can't be shown.
     *
     * @param made what this one has done
     * @param reads what it depends on
     * @param more files that count
     */
    Optional<BuildProof> proof(
            String requested, String sources, ModuleBuild.Outcome made, Reads reads, Collection<Path> more) {
        var read = new LinkedHashSet<>(reads.files);
        read.addAll(more);
        var files = new ArrayList<>(made.written().files());
        // Without it the next build can't delete what this one leaves.
        files.add(OutputList.path(plan.request().layout().workDirectory()));
        files.forEach(digests::forget);
        made.written().digests().entrySet().parallelStream()
                .forEach(file -> digests.written(file.getKey(), file.getValue()));
        return BuildProof.of(requested, sources, made.written().objects().size(), read, files, reads.absent, digests);
    }
}
