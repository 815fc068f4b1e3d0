package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.SearchPath;
import io.github.bpfmaven.plugin.incremental.BuildProof;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot;
import io.github.bpfmaven.plugin.incremental.ModuleSnapshot.Role;
import io.github.bpfmaven.plugin.incremental.ReportedObjects;
import io.github.bpfmaven.plugin.incremental.RootNames;
import io.github.bpfmaven.plugin.incremental.SharedSnapshot;
import io.github.bpfmaven.plugin.problem.BuildListener;
import io.github.bpfmaven.plugin.problem.HeardProblems;
import io.github.bpfmaven.plugin.toolchain.MavenToolchains;

/**
 * All that a module's build leaves, kept as one: behind {@code mvn clean} with nothing changed, nothing is worked out for each source.
 * What a build depends on is what a {@link BuildProof} says, by the content of files.
 */
final class ModuleSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);

    /** What leaves fewer files finds its results one by one soon enough. */
    private static final int LEAST_FILES = 64;

    private final MavenToolchains toolchains;
    private final BuildRequest request;
    private final WorkFiles work;
    private final PackedHeaders headers;
    private final RootNames names;
    private final FileDigests digests;
    private final String requested;
    private final String module;
    private final String key;

    /**
     * @param plugin identity of the plugin
     * @param toolchain identity of LLVM
     * @param requested fingerprint of what is asked for, here
     */
    ModuleSnapshots(
            MavenToolchains toolchains,
            BuildRequest request,
            String plugin,
            String toolchain,
            String requested,
            FileDigests digests) {
        this.requested = requested;
        this.toolchains = toolchains;
        var directory = request.layout().workDirectory();
        this.request = request;
        this.work = new WorkFiles(directory);
        this.headers = new PackedHeaders(directory, plugin, digests);
        this.names = new RootNames(
                request.layout().paths(),
                new SearchPath(
                        request.userDirectories(),
                        request.builtinHeaders() ? List.of(headers.directory()) : List.of()));
        this.digests = digests;
        this.module = request.module(plugin, toolchain);
        this.key = Fingerprint.of(module, request.fingerprint(names));
    }

    /**
     * Whether this is a build that would find one: it begins anew. Not where some objects may be checked in; and not where another
     * execution has left its own: reports on all of them are in one file.
     */
    boolean mayServe() throws IOException {
        return request.shared().keeps()
                && !Files.exists(work.results())
                && request.checkedIn().mode() != BuildMode.PREBUILT
                && !Files.exists(request.checkedIn().lock())
                && isAlone();
    }

    private boolean isAlone() throws IOException {
        return !ReportedObjects.areOthers(request.layout().workDirectory());
    }

    /**
     * Puts everything where a build has left it that this one would repeat, and says what that has said.
     *
     * @param sources fingerprint of the names of all files among which sources are looked for
     * @param more files that the next build has to look at
     * @param listener hears what is wrong with sources
     * @return empty if there is no such build, or something of it is damaged; then no output has changed
     */
    Optional<Returned> bringBack(String sources, List<Path> more, BuildListener listener)
            throws InvalidConfigurationException, IOException {
        var found = SharedSnapshot.find(request.shared(), key, names);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (var shared = found.get()) {
            return bringBack(shared, sources, more, listener);
        }
    }

    private Optional<Returned> bringBack(SharedSnapshot shared, String sources, List<Path> more, BuildListener listener)
            throws InvalidConfigurationException, IOException {
        var snapshot = shared.snapshot();
        var place = commandsPlace().filter(here -> here.fingerprint().equals(snapshot.place()));
        try (var files = new SnapshotReturn(shared, request.layout(), names, digests, place)) {
            if (!snapshot.holds(sources, digests, names)) {
                return Optional.empty();
            }
            if (!request.overrides().isEmpty()
                    || (place.isEmpty() && request.commands().isPresent())) {
                // It also says which settings are for no source.
                var plan = ModulePlan.of(request, request.sources(), headers.directory());
                if (place.isEmpty() && request.commands().isPresent()) {
                    // Here: on the pool it would come behind all that there is to be put back.
                    request.commands().get().write(plan.commands(toolchains.ifInstalled(request.toolchain())));
                }
            }
            if (!files.isComplete()) {
                return Optional.empty();
            }
            if (place.isPresent()) {
                // Before any output: it may fail.
                files.putCommands();
                request.commands().orElseThrow().join();
            }
            files.finish();
            request.shared().packStays(module);
            request.shared().close();
            snapshot.said().forEach(said -> said.to(listener));
            var objects = snapshot.objects().size();
            BuildSummary.sayBuilt(objects, snapshot.programs(), objects);
            return Optional.of(new Returned(new BuildResult.Built(snapshot.objects()), proof(snapshot, files, more)));
        }
    }

    private Optional<BuildProof> proof(ModuleSnapshot snapshot, SnapshotReturn files, List<Path> more) {
        var read = new ArrayList<Path>();
        snapshot.read().forEach(input -> read.add(names.path(input.name())));
        read.addAll(files.paths(Role.HEADER));
        read.addAll(more);
        read.forEach(digests::of);
        var written = new ArrayList<>(files.paths(Role.OUTPUT));
        written.add(OutputList.path(request.layout().workDirectory()));
        return BuildProof.of(
                requested,
                snapshot.sources(),
                snapshot.objects().size(),
                read,
                written,
                snapshot.absent().stream().map(names::path).toList(),
                digests);
    }

    /**
     * What a build would have come to.
     *
     * @param proof shows the next build that there is nothing to do; empty if something is being changed
     */
    record Returned(BuildResult.Built result, Optional<BuildProof> proof) {}

    /**
     * Keeps what a build has left that has begun anew, if that can be done.
     *
     * @param sources as above
     * @param reads what it depends on, of which nothing has changed since
     * @param said what was wrong with sources
     */
    void save(String sources, ModuleBuild.Outcome made, BuildMemory.Reads reads, List<HeardProblems.Said> said) {
        if (made.written().files().size() < LEAST_FILES
                || !made.checkedIn().objects().isEmpty()) {
            return;
        }
        try {
            if (isAlone()) {
                var place = commandsPlace();
                var taken = new SnapshotContent(
                        work,
                        headers,
                        names,
                        digests,
                        place.isPresent() ? Optional.of(commands(place.get())) : Optional.empty());
                var snapshot =
                        taken.of(sources, place.map(CommandsPlace::fingerprint).orElse(""), made, reads, said);
                SharedSnapshot.put(request.shared(), key, names, snapshot, taken::part);
            }
        } catch (IOException goneOrTooLarge) {
            LOG.debug("No snapshot of {}", request.layout().workDirectory(), goneOrTooLarge);
        }
    }

    /** Empty if there are no commands, or they are not to be kept. */
    private Optional<CommandsPlace> commandsPlace() {
        return request.commands().isPresent() && CommandsPlace.canHide(request)
                ? Optional.of(new CommandsPlace(request, requested, toolchains.whereInstalled(request.toolchain())))
                : Optional.empty();
    }

    private SnapshotContent.Commands commands(CommandsPlace place) throws IOException {
        var own = request.commands().orElseThrow().own();
        return new SnapshotContent.Commands(own, place.hide(Files.readAllBytes(own)));
    }
}
