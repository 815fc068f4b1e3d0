package io.github.bpfmaven.plugin.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.lock.Lock;
import io.github.bpfmaven.plugin.lock.LockedSource;
import io.github.bpfmaven.plugin.lock.Wanted;
import io.github.bpfmaven.plugin.provenance.BuildOrigin;

/**
 * What the programs of a build were made of: as the lock says, where it took what is checked in; else as it has taken it down itself.
 * Both say the same where both may be asked.
 */
final class ProgramOrigins implements Provenance.Origins {
    private final ModulePlan plan;
    private final CheckedIn checkedIn;
    private final MadeSources made;
    private final LibraryUse libraryUse;
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<String, Wanted.Source> wanted = new HashMap<>();
    private final Lock common;

    /**
     * @param run that has succeeded
     * @param compiled everything that was compiled for it
     * @param llvm what a lock calls the LLVM that has compiled
     */
    ProgramOrigins(
            ModulePlan plan,
            CheckedIn checkedIn,
            ObjectPipeline.Run run,
            List<Compiled> compiled,
            FileDigests digests,
            String llvm)
            throws InvalidConfigurationException {
        this.plan = plan;
        this.checkedIn = checkedIn;
        this.made = new MadeSources(compiled);
        this.libraryUse = new LibraryUse(plan, run);
        var all = plan.wanted(llvm);
        all.libraries().forEach(library -> wanted.put(library.name(), library));
        all.programs().forEach(program -> wanted.put(program.source().name(), program.source()));
        plan.sources().programs().forEach(source -> sources.put(source.path(), source));
        var files = new TreeMap<String, String>();
        compiled.stream()
                .map(one -> one.unit().source())
                .distinct()
                .forEach(source -> files.putAll(made.inputs(source)));
        var libraries = new ArrayList<LockedSource>();
        if (!compiled.isEmpty()) {
            plan.sources().libraries().forEach(library -> libraries.add(source(library)));
            for (var file : plan.libraryFiles()) {
                var name = plan.names().name(file);
                files.put(name, digests.of(file).orElse(""));
                libraries.add(LockedSource.compiled(name));
            }
        }
        this.common = new Lock(all.settings(), files, libraries, List.of());
    }

    @Override
    public Optional<BuildOrigin> of(String path, boolean hasExterns) {
        var source = sources.get(path);
        var checkedInOrigin = checkedIn.origin(source);
        if (checkedInOrigin.isPresent()) {
            return checkedInOrigin;
        }
        var usesLibraries = libraryUse.isPossible() && (hasExterns || libraryUse.pulled(source));
        return Optional.of(BuildOrigin.of(common, source(source), usesLibraries));
    }

    private LockedSource source(Source source) {
        var name = plan.name(source);
        var reads = new TreeSet<>(made.inputs(source).keySet());
        reads.remove(name);
        return new LockedSource(name, wanted.get(name).flags(), List.copyOf(reads), "");
    }
}
