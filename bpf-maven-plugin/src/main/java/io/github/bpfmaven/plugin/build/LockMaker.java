package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.incremental.HeaderPlaces;
import io.github.bpfmaven.plugin.incremental.RootNames;
import io.github.bpfmaven.plugin.lock.Lock;
import io.github.bpfmaven.plugin.lock.LockedFile;
import io.github.bpfmaven.plugin.lock.LockedObject;
import io.github.bpfmaven.plugin.lock.LockedProgram;
import io.github.bpfmaven.plugin.lock.LockedSource;
import io.github.bpfmaven.plugin.lock.Wanted;

/** Takes down in a lock what a build has made, and of what. */
final class LockMaker {
    private final ModuleBuild.Outcome made;
    private final FileDigests digests;
    private final HeaderPlaces places;
    private final TreeMap<String, String> files = new TreeMap<>();
    private final MadeSources sources;
    private final LibraryUse libraryUse;

    LockMaker(ModuleBuild.Outcome made, FileDigests digests) {
        this.made = made;
        this.digests = digests;
        var plan = made.plan();
        this.places =
                new HeaderPlaces(plan.request().layout().paths().baseDirectory(), plan.searchPath(), plan.names());
        this.sources = new MadeSources(made.compiled());
        this.libraryUse = new LibraryUse(plan, made.run());
    }

    /**
     * @param llvm which LLVM has made it
     * @throws InvalidConfigurationException if a file was read that has no name on other machines
     */
    Lock lock(String llvm) throws InvalidConfigurationException, IOException {
        requireStill();
        var plan = made.plan();
        var wanted = plan.wanted(llvm);
        var libraries = new ArrayList<LockedSource>();
        for (var source : plan.sources().libraries()) {
            libraries.add(source(source, find(wanted.libraries(), plan.name(source))));
        }
        for (var file : plan.libraryFiles()) {
            var name = name(plan.names().name(file));
            files.put(name, digests.of(file).orElse(""));
            libraries.add(LockedSource.compiled(name));
        }
        var programs = new ArrayList<LockedProgram>();
        for (var source : plan.sources().programs()) {
            var own = wanted.programs().stream()
                    .filter(program -> program.source().name().equals(plan.name(source)))
                    .findFirst()
                    .orElseThrow();
            programs.add(program(source, own));
        }
        return new Lock(wanted.settings(), files, libraries, programs).withSeals();
    }

    private static Wanted.Source find(List<Wanted.Source> all, String name) {
        return all.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private LockedProgram program(Source source, Wanted.Program wanted)
            throws InvalidConfigurationException, IOException {
        var objects = new ArrayList<LockedObject>();
        for (var object : made.objects().get(source)) {
            objects.add(new LockedObject(
                    object.target().suffix(),
                    new LockedFile(object.resourcePath(), object.content().digest())));
        }
        var layout = made.plan().request().layout();
        var java = Files.readAllBytes(layout.javaDirectory().resolve(wanted.java()));
        return new LockedProgram(
                source(source, wanted.source()),
                usesLibraries(source),
                objects,
                new LockedFile(wanted.java(), Fingerprint.of(java)),
                "");
    }

    private LockedSource source(Source source, Wanted.Source wanted) throws InvalidConfigurationException {
        if (!sources.isComplete(source)) {
            throw new InvalidConfigurationException(wanted.name()
                    + " can't be checked in, since not all that it reads can be told: .incbin with an absolute path,"
                    + " __has_include of what only a macro knows, or -M… in a response file; exclude it, or build it"
                    + " without bpf:update");
        }
        var reads = new TreeSet<String>();
        for (var input : sources.inputs(source).entrySet()) {
            files.put(name(input.getKey()), input.getValue());
            reads.add(input.getKey());
        }
        reads.remove(wanted.name());
        var locked = new LockedSource(wanted.name(), wanted.flags(), List.copyOf(reads), "");
        var absent = places.absent(wanted.arguments(), locked.files());
        return new LockedSource(locked.name(), locked.flags(), locked.reads(), places.fingerprint(absent));
    }

    private static String name(String name) throws InvalidConfigurationException {
        if (RootNames.isPath(name)) {
            throw new InvalidConfigurationException(
                    name + " is read, and a lock can't speak of it, since it is neither in"
                            + " the project nor in a directory of <includeDirectories>: other machines have another file there,"
                            + " or none. Copy it into the project, or name its directory in <includeDirectories>");
        }
        return name;
    }

    /** A program has nothing to do with library code if it pulled none in, and nothing that it wants is missing. */
    private boolean usesLibraries(Source source) throws IOException {
        if (!libraryUse.isPossible()) {
            return false;
        }
        if (libraryUse.pulled(source)) {
            return true;
        }
        for (var object : made.objects().get(source)) {
            if (!made.content(object).object().externs().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** A lock must not speak of other bytes than clang has read. */
    private void requireStill() throws IOException {
        for (var program : made.run().programs()) {
            var result = program.join();
            if (result.link().isPresent()
                    && result.link().get() instanceof LinkOutcome.Now now
                    && !now.holds().getAsBoolean()) {
                throw new IOException(result.compile().unit().source()
                        + ", or something that it reads, was changed while it was built: run bpf:update again");
            }
        }
    }
}
