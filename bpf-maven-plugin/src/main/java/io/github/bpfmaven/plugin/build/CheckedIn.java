package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.HeaderPlaces;
import io.github.bpfmaven.plugin.lock.CurrentFiles;
import io.github.bpfmaven.plugin.lock.Drift;
import io.github.bpfmaven.plugin.lock.Lock;
import io.github.bpfmaven.plugin.lock.LockCheck;
import io.github.bpfmaven.plugin.lock.LockException;
import io.github.bpfmaven.plugin.lock.LockState;
import io.github.bpfmaven.plugin.lock.LockedProgram;
import io.github.bpfmaven.plugin.provenance.BuildOrigin;

/** What is checked in of a module's programs, and how far it is what a build would make. No LLVM is needed to tell. */
final class CheckedIn {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);
    private static final int LINES = 20;

    private final ModulePlan plan;
    private final Path directory;
    private final Optional<Lock> lock;
    private final LockState state;
    private final Set<Path> seen;
    private final Set<Path> absent;

    private CheckedIn(
            ModulePlan plan, Path directory, Optional<Lock> lock, LockState state, Set<Path> seen, Set<Path> absent) {
        this.plan = plan;
        this.directory = directory;
        this.lock = lock;
        this.state = state;
        this.seen = seen;
        this.absent = absent;
    }

    /**
     * Looks at everything.
     *
     * @param llvm which LLVM would be taken
     */
    static CheckedIn look(ModulePlan plan, String llvm, FileDigests digests)
            throws InvalidConfigurationException, IOException {
        var settings = plan.request().checkedIn();
        if (!Files.isRegularFile(settings.lock())) {
            var missing = new Drift(Drift.Kind.NO_LOCK, Lock.NAME, "there is no " + settings.lock());
            return new CheckedIn(
                    plan,
                    settings.directory(),
                    Optional.empty(),
                    LockState.none(missing),
                    Set.of(),
                    Set.of(settings.lock()));
        }
        digests.of(settings.lock());
        try {
            var lock = Lock.read(new String(Files.readAllBytes(settings.lock()), StandardCharsets.UTF_8));
            var files = new CurrentFiles(settings.directory(), plan.names(), digests);
            var places =
                    new HeaderPlaces(plan.request().layout().paths().baseDirectory(), plan.searchPath(), plan.names());
            var state = new LockCheck(lock, files, places).check(plan.wanted(llvm));
            var seen = new LinkedHashSet<>(files.seen());
            seen.add(settings.lock());
            return new CheckedIn(plan, settings.directory(), Optional.of(lock), state, seen, files.absent());
        } catch (LockException broken) {
            return new CheckedIn(
                    plan,
                    settings.directory(),
                    Optional.empty(),
                    LockState.none(broken.drift()),
                    Set.of(settings.lock()),
                    Set.of());
        }
    }

    /** Nothing of it is of interest. */
    static CheckedIn ignored(ModulePlan plan) {
        return new CheckedIn(
                plan,
                plan.request().checkedIn().directory(),
                Optional.empty(),
                new LockState(List.of(), Map.of(), List.of()),
                Set.of(),
                Set.of());
    }

    LockState state() {
        return state;
    }

    /** Files that were looked at. */
    Set<Path> seen() {
        return seen;
    }

    /** Places where no file may appear. */
    Set<Path> absent() {
        return absent;
    }

    /**
     * The sources that are to be compiled.
     *
     * @throws BuildFailedException if there are some and nothing may be compiled
     */
    Sources rest() throws BuildFailedException {
        var mode = plan.request().checkedIn().mode();
        if (mode == BuildMode.PREBUILT && !state.all().isEmpty()) {
            throw new BuildFailedException(
                    "What is checked in is not what the sources ask for, and nothing is compiled in"
                            + " mode prebuilt:\n" + Drift.list(state.all()));
        }
        var programs = plan.sources().programs().stream()
                .filter(source -> !serves(source))
                .toList();
        return new Sources(
                programs, programs.isEmpty() ? List.of() : plan.sources().libraries());
    }

    private boolean serves(Source source) {
        return lock.isPresent() && state.holds(plan.name(source));
    }

    /** Says why programs are compiled. */
    void explain(Sources rest) {
        if (lock.isEmpty() && state.common().stream().allMatch(drift -> drift.kind() == Drift.Kind.NO_LOCK)) {
            return;
        }
        var place = plan.names().name(plan.request().checkedIn().lock());
        if (!state.common().isEmpty()) {
            state.common().forEach(drift -> LOG.info("{} is not used: {}", place, drift.sentence()));
            return;
        }
        rest.programs().stream()
                .limit(LINES)
                .forEach(source -> LOG.info(
                        "{}: not taken as checked in: {}",
                        source.path(),
                        state.of(plan.name(source)).get(0).sentence()));
        if (rest.programs().size() > LINES) {
            LOG.info("... and {} more", rest.programs().size() - LINES);
        }
    }

    /** The objects that are taken, by source. */
    Map<Source, List<BuiltObject>> objects() {
        var all = new LinkedHashMap<Source, List<BuiltObject>>();
        for (var source : plan.sources().programs()) {
            if (serves(source)) {
                all.put(source, objects(source, locked(source)));
            }
        }
        return all;
    }

    private LockedProgram locked(Source source) {
        return lock.flatMap(some -> some.program(plan.name(source))).orElseThrow();
    }

    private List<BuiltObject> objects(Source source, LockedProgram locked) {
        var byTarget = new HashMap<String, ObjectContent>();
        for (var object : locked.objects()) {
            byTarget.put(
                    object.target(),
                    ObjectContent.in(
                            directory
                                    .resolve(Lock.OBJECTS)
                                    .resolve(object.file().path()),
                            object.file().sha256()));
        }
        var objects = new ArrayList<BuiltObject>();
        for (CompileTarget target : plan.request().targets()) {
            objects.add(new BuiltObject(
                    plan.classes().get(source),
                    target,
                    Optional.ofNullable(byTarget.get(target.suffix())).orElseThrow(),
                    List.of(),
                    Optional.empty()));
        }
        return objects;
    }

    /** What a program was made of; empty if it isn't taken. */
    Optional<BuildOrigin> origin(Source source) {
        return serves(source)
                ? Optional.of(BuildOrigin.of(
                        lock.orElseThrow(),
                        locked(source).source(),
                        locked(source).usesLibraries()))
                : Optional.empty();
    }

    /** The classes that are taken, by the path of the source. */
    Map<String, ObjectContent> classes() {
        var all = new HashMap<String, ObjectContent>();
        for (var source : plan.sources().programs()) {
            if (serves(source)) {
                var java = locked(source).java();
                all.put(
                        source.path(),
                        ObjectContent.in(directory.resolve(Lock.JAVA).resolve(java.path()), java.sha256()));
            }
        }
        return all;
    }
}
