package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import javax.inject.Inject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.ClangSlots;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.editor.CommandFiles;
import io.github.bpfmaven.plugin.incremental.BuildProof;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.problem.BuildListener;
import io.github.bpfmaven.plugin.problem.HeardProblems;
import io.github.bpfmaven.plugin.problem.LoggedProblems;
import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.plugin.toolchain.ToolchainIdentity;
import io.github.bpfmaven.toolchain.ToolchainException;

/**
 * Builds the BPF programs of a module, unless a look at the files shows that there is nothing to do. That look is all that
 * happens at most builds: no class is loaded for it that it doesn't need.
 */
public final class BpfBuild {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);

    private final MavenToolchains toolchains;
    private final ClangSlots slots;
    private final SharedWorkers workers;

    @Inject
    BpfBuild(MavenToolchains toolchains, ClangSlots slots, SharedWorkers workers) {
        this.toolchains = toolchains;
        this.slots = slots;
        this.workers = workers;
    }

    /**
     * @throws InvalidConfigurationException if the project asks for something that can't be
     * @throws BuildFailedException if a source doesn't compile or link, which has been logged
     * @throws ToolchainException if there is no LLVM to be had
     * @throws IOException if something can't be read or written
     */
    public BuildResult run(BuildRequest request)
            throws InvalidConfigurationException, BuildFailedException, ToolchainException, IOException,
                    InterruptedException {
        return run(request, new LoggedProblems(LOG));
    }

    /**
     * As {@link #run(BuildRequest)}.
     *
     * @param listener hears what is wrong with sources
     */
    public BuildResult run(BuildRequest request, BuildListener listener)
            throws InvalidConfigurationException, BuildFailedException, ToolchainException, IOException,
                    InterruptedException {
        var look = look(request);
        var holds = holding(look, request, listener);
        if (holds.isPresent()) {
            return upToDate(look, holds.get());
        }
        try (var lock = BuildLock.take(request.layout())) {
            if (!lock.hasWaited()) {
                return build(look, request, listener);
            }
            var again = look(request);
            var since = holding(again, request, listener);
            return since.isPresent() ? upToDate(again, since.get()) : build(again, request, listener);
        }
    }

    /**
     * What there is before a build.
     *
     * @param file of the proof
     * @param proof what the last build has left to show that there is nothing to do; empty if it hasn't
     * @param digests of files, as far as they are known
     * @param plugin identity of the plugin
     * @param toolchain identity of LLVM
     * @param more files that both depend on
     * @param requested fingerprint of what is asked for, here
     * @param sources fingerprint of the names of all files among which sources are looked for
     */
    private record Look(
            Path file,
            Optional<BuildProof> proof,
            FileDigests digests,
            String plugin,
            String toolchain,
            List<Path> more,
            String requested,
            String sources) {}

    private Look look(BuildRequest request) throws ToolchainException, IOException {
        var file = request.layout().workDirectory().resolve("build.state");
        var proof = BuildProof.read(file);
        var digests = proof.map(BuildProof::digests).orElseGet(FileDigests::none);
        // Where there is more to do than to look, others are at hand for a part of that.
        var listing = proof.isPresent()
                ? CompletableFuture.completedFuture(request.sourceListing())
                : Background.ask(request::sourceListing);
        var plugin = request.plugin().value(digests);
        var identity = identity(request);
        var toolchain = identity.name()
                + identity.jar().flatMap(digests::of).map(" "::concat).orElse("");
        var more = new ArrayList<>(request.plugin().jars());
        identity.jar().ifPresent(more::add);
        return new Look(
                file,
                proof,
                digests,
                plugin,
                toolchain,
                more,
                request.fingerprint(plugin, toolchain),
                Background.await(listing));
    }

    /** What shows that there is nothing to do. */
    private static Optional<BuildProof> holding(Look look, BuildRequest request, BuildListener listener) {
        return look.proof
                .flatMap(before -> before.check(look.requested, look.sources, look.digests))
                .filter(holds -> !listener.wantsEverything()
                        && request.commands().map(CommandFiles::isThere).orElse(true));
    }

    private BuildResult build(Look look, BuildRequest request, BuildListener listener)
            throws InvalidConfigurationException, BuildFailedException, ToolchainException, IOException,
                    InterruptedException {
        var snapshots =
                new ModuleSnapshots(toolchains, request, look.plugin, look.toolchain, look.requested, look.digests);
        var beginsAnew = !listener.wantsEverything() && snapshots.mayServe();
        if (beginsAnew) {
            var there = snapshots.bringBack(look.sources, look.more, listener);
            if (there.isPresent()) {
                if (there.get().proof().isPresent()) {
                    there.get().proof().get().write(look.file);
                }
                return there.get().result();
            }
        }
        var heard = new HeardProblems(listener);
        var build =
                new ModuleBuild(toolchains, slots, workers, request, heard, look.digests, look.plugin, look.toolchain);
        var result = build.run();
        var reads = build.reads();
        if (reads.isPresent()) {
            var now = build.proof(look.requested, look.sources, reads.get(), look.more);
            if (now.isPresent()) {
                now.get().write(look.file);
                if (beginsAnew) {
                    snapshots.save(look.sources, build.outcome().orElseThrow(), reads.get(), heard.said());
                }
            }
        }
        return result;
    }

    /** Saves the next build some reading; where nothing can be written, it reads again. */
    private static void renew(BuildProof proof, Path file) {
        try {
            proof.write(file);
        } catch (IOException failure) {
            LOG.debug("{} is left as it is", file, failure);
        }
    }

    /**
     * Builds without a look at whether there is anything to do, so that all is known of what was made.
     *
     * @return empty if there is no program source
     */
    Optional<ModuleBuild.Outcome> make(BuildRequest request, FileDigests digests)
            throws InvalidConfigurationException, BuildFailedException, ToolchainException, IOException,
                    InterruptedException {
        var plugin = request.plugin().value(digests);
        var identity = identity(request);
        var toolchain = identity.name()
                + identity.jar().flatMap(digests::of).map(" "::concat).orElse("");
        var build = new ModuleBuild(
                toolchains, slots, workers, request, new LoggedProblems(LOG), digests, plugin, toolchain);
        build.run();
        return build.outcome();
    }

    /** What a lock calls the LLVM that builds. */
    String lockName(BuildRequest request) throws ToolchainException {
        return toolchains.exactLockName(request.toolchain());
    }

    /** The same without a look at it. */
    String anyLockName(BuildRequest request) {
        return toolchains.lockName(request.toolchain());
    }

    private ToolchainIdentity identity(BuildRequest request) throws ToolchainException {
        var nobody = new ToolchainIdentity("", Optional.empty());
        if (request.checkedIn().mode() == BuildMode.PREBUILT) {
            return nobody;
        }
        try {
            return toolchains.identity(request.toolchain());
        } catch (ToolchainException noneHere) {
            if (request.checkedIn().mayServe()) {
                // Said again as soon as there is something to compile.
                return nobody;
            }
            throw noneHere;
        }
    }

    private static BuildResult upToDate(Look look, BuildProof proof) {
        if (proof != look.proof.orElseThrow()) {
            renew(proof, look.file);
        }
        LOG.info(
                "Nothing to do: {} up to date",
                proof.objects() == 1 ? "1 object is" : proof.objects() + " objects are");
        return new BuildResult.UpToDate();
    }
}
