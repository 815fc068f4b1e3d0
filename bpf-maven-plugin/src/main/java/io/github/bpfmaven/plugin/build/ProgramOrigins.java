package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.lock.Line;
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
    private final ObjectPipeline.Run run;
    private final FileDigests digests;
    private final LibraryUse libraryUse;
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<String, Wanted.Source> wanted = new HashMap<>();
    private final List<Line> settings;
    private final List<Path> libraryFiles;
    private Optional<Lock> libraries = Optional.empty();

    /**
     * @param run of everything that isn't checked in, which may go on
     * @param llvm what a lock calls the LLVM that compiles
     */
    ProgramOrigins(ModulePlan plan, CheckedIn checkedIn, ObjectPipeline.Run run, FileDigests digests, String llvm)
            throws InvalidConfigurationException {
        this.plan = plan;
        this.checkedIn = checkedIn;
        this.run = run;
        this.digests = digests;
        this.libraryUse = new LibraryUse(plan, run);
        var all = plan.wanted(llvm);
        all.libraries().forEach(library -> wanted.put(library.name(), library));
        all.programs().forEach(program -> wanted.put(program.source().name(), program.source()));
        plan.sources().programs().forEach(source -> sources.put(source.path(), source));
        this.settings = all.settings();
        this.libraryFiles = plan.libraryFiles();
    }

    /** @param path of a source that is checked in, or has been built */
    @Override
    public Optional<BuildOrigin> of(String path, boolean hasExterns) {
        var source = sources.get(path);
        var checkedInOrigin = checkedIn.origin(source);
        if (checkedInOrigin.isPresent()) {
            return checkedInOrigin;
        }
        var files = new TreeMap<String, String>();
        var own = source(
                source,
                run.variants().get(source).stream()
                        .map(variant -> variant.join().compile())
                        .toList(),
                files);
        if (!libraryUse.isPossible() || !hasExterns && !libraryUse.pulled(source)) {
            return Optional.of(BuildOrigin.of(new Lock(settings, files, List.of(), List.of()), own, false));
        }
        files.putAll(libraries().files());
        return Optional.of(BuildOrigin.of(new Lock(settings, files, libraries().libraries(), List.of()), own, true));
    }

    /** What there is to say of library code alone, whose sources are compiled before any program is linked. */
    private synchronized Lock libraries() {
        if (libraries.isEmpty()) {
            var compiled = run.libraries().stream().map(CompletableFuture::join).toList();
            var files = new TreeMap<String, String>();
            var all = new ArrayList<LockedSource>();
            plan.sources().libraries().forEach(library -> all.add(source(library, compiled, files)));
            for (var file : libraryFiles) {
                var name = plan.names().name(file);
                files.put(name, digests.of(file).orElse(""));
                all.add(LockedSource.compiled(name));
            }
            libraries = Optional.of(new Lock(settings, files, all, List.of()));
        }
        return libraries.get();
    }

    /** @param files gets the files that were read */
    private LockedSource source(Source source, List<Compiled> compiled, Map<String, String> files) {
        var name = plan.name(source);
        var inputs = new MadeSources(compiled).inputs(source);
        files.putAll(inputs);
        var reads = new TreeSet<>(inputs.keySet());
        reads.remove(name);
        return new LockedSource(name, wanted.get(name).flags(), List.copyOf(reads), "");
    }
}
