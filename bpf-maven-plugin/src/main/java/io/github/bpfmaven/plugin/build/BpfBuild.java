package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        var requested = request.fingerprint(plugin, toolchain);
        var sources = Background.await(listing);
        var holds = proof.flatMap(before -> before.check(requested, sources, digests));
        if (holds.isPresent()
                && !listener.wantsEverything()
                && request.commands().map(CommandFiles::isThere).orElse(true)) {
            if (holds.get() != proof.get()) {
                renew(holds.get(), file);
            }
            return upToDate(holds.get());
        }
        var more = new ArrayList<>(request.plugin().jars());
        identity.jar().ifPresent(more::add);
        var snapshots = new ModuleSnapshots(toolchains, request, plugin, toolchain, requested, digests);
        var beginsAnew = !listener.wantsEverything() && snapshots.mayServe();
        if (beginsAnew) {
            var there = snapshots.bringBack(sources, more, listener);
            if (there.isPresent()) {
                if (there.get().proof().isPresent()) {
                    there.get().proof().get().write(file);
                }
                return there.get().result();
            }
        }
        var heard = new HeardProblems(listener);
        var build = new ModuleBuild(toolchains, slots, workers, request, heard, digests, plugin, toolchain);
        var result = build.run();
        var reads = build.reads();
        if (reads.isPresent()) {
            var now = build.proof(requested, sources, reads.get(), more);
            if (now.isPresent()) {
                now.get().write(file);
                if (beginsAnew) {
                    snapshots.save(sources, build.outcome().orElseThrow(), reads.get(), heard.said());
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

    private static BuildResult upToDate(BuildProof proof) {
        LOG.info(
                "Nothing to do: {} up to date",
                proof.objects() == 1 ? "1 object is" : proof.objects() + " objects are");
        return new BuildResult.UpToDate();
    }
}
