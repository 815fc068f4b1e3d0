package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.ClangSlots;
import io.github.bpfmaven.plugin.compile.DefaultVmlinux;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.incremental.BuildProof;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.incremental.UnitId;
import io.github.bpfmaven.plugin.problem.BuildListener;
import io.github.bpfmaven.plugin.render.Renderer;
import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.toolchain.ToolchainException;

/**
 * One build of a module where something may have to be done: finds sources, compiles, links, checks, generates, and writes at the
 * very end.
 */
final class ModuleBuild {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);

    /** So many compiles make enough objects that those who write about them may start meanwhile. */
    private static final int MANY = 64;

    private final MavenToolchains toolchains;
    private final ClangSlots slots;
    private final SharedWorkers workers;
    private final BuildRequest request;
    private final BuildListener listener;
    private final FileDigests digests;
    private final String plugin;
    private final String toolchain;
    private final BuildRequest.Layout layout;
    private final WorkFiles work;
    private final ModuleProvenance provenance;
    private Optional<Outcome> outcome = Optional.empty();

    /**
     * @param listener hears what is wrong with sources
     * @param plugin identity of the plugin
     * @param toolchain identity of LLVM
     */
    ModuleBuild(
            MavenToolchains toolchains,
            ClangSlots slots,
            SharedWorkers workers,
            BuildRequest request,
            BuildListener listener,
            FileDigests digests,
            String plugin,
            String toolchain) {
        this.toolchains = toolchains;
        this.slots = slots;
        this.workers = workers;
        this.request = request;
        this.listener = listener;
        this.digests = digests;
        this.plugin = plugin;
        this.toolchain = toolchain;
        this.layout = request.layout();
        this.work = new WorkFiles(layout.workDirectory());
        this.provenance = new ModuleProvenance(toolchains, request, digests, plugin, toolchain);
    }

    /** As {@link BpfBuild#run}. */
    BuildResult run()
            throws InvalidConfigurationException, BuildFailedException, ToolchainException, IOException,
                    InterruptedException {
        try (var shared = request.shared()) {
            return run(shared);
        }
    }

    private BuildResult run(SharedResults shared)
            throws InvalidConfigurationException, BuildFailedException, ToolchainException, IOException,
                    InterruptedException {
        var isFirst = !Files.exists(work.results());
        var pack = isFirst
                ? Background.begin(() -> shared.beginAnew(request.module(plugin, toolchain)))
                : CompletableFuture.<Void>completedFuture(null);
        var sources = request.sources();
        listener.begins(Stream.concat(sources.programs().stream(), sources.libraries().stream())
                .map(layout.paths()::file)
                .toList());
        if (sources.programs().isEmpty()) {
            PackedObjects.clear(layout.workDirectory(), layout.resourceDirectory(), layout.classesDirectory());
            work.clear();
            if (request.commands().isPresent()) {
                request.commands().get().write(List.of());
            }
            return new BuildResult.NoSources();
        }
        var headers = new PackedHeaders(layout.workDirectory(), plugin, digests);
        var plan = ModulePlan.of(request, sources, headers.directory());
        var searchPath = plan.searchPath();
        provenance.expect();
        var ahead = new ReadAhead(plan, work, digests);
        var checkedIn = checkedIn(plan);
        var rest = checkedIn.rest();
        checkedIn.explain(rest);
        if (request.builtinHeaders() && !rest.programs().isEmpty()) {
            headers.write(new DefaultVmlinux(searchPath.user()), request.targets());
        }
        work.begin();
        try (var tools = new BuildTools(toolchains, slots, workers, request, searchPath, ahead.largeHeaders());
                var renderer = new Renderer()) {
            if (!digests.changed().isEmpty() && !rest.programs().isEmpty()) {
                CompletableFuture.runAsync(tools::expectWork);
            }
            digests.workBegins();
            var local = ahead.local();
            Background.await(pack);
            if (local.isFirst() && !isFirst) {
                // What was there is damaged.
                shared.beginAnew(request.module(plugin, toolchain));
            }
            var steps =
                    ModuleSteps.of(plan, rest, plugin, toolchain, tools, renderer, local, shared, digests, listener);
            var progress = new Progress(
                    // Others may be at work beside this module.
                    line -> LOG.info("{}: {}", request.artifactId(), line),
                    System::nanoTime,
                    Progress.INTERVAL);
            var run = steps.pipeline().start(rest, request.targets(), progress);
            if (steps.rebuilds().compiles() >= MANY) {
                renderer.expectMany();
            }
            new Rehearsal(plan, steps.looks(), local).begin(steps.rebuilds().compiled());
            var reports = provenance.of(plan, checkedIn, run);
            var editors = EditorStep.begin(plan, !rest.programs().isEmpty(), tools);
            try {
                steps.outputs().collect(run, progress);
                steps.compiles().finish();
            } finally {
                editors.finish();
            }
            var compiled = new ArrayList<Compiled>();
            run.libraries().stream().map(CompletableFuture::join).forEach(compiled::add);
            run.programs().stream().map(program -> program.join().compile()).forEach(compiled::add);
            var java = GeneratedClasses.of(plugin, local, shared, digests, checkedIn.classes());
            var others = CompletableFuture.<Void>completedFuture(null);
            try {
                var objects =
                        inOrder(sources, checkedIn.objects(), steps.outputs().objects());
                var written = write(objects, java, reports, renderer);
                var units = steps.pipeline().units(rest, request.targets());
                others = CompletableFuture.allOf(
                        Background.begin(reports::remember), Background.begin(() -> work.sweep(units)));
                run.programs().forEach(program -> {
                    var unit = program.join().compile().unit();
                    local.keepPlace(UnitId.of(unit), plan.place(unit));
                });
                outcome = Optional.of(new Outcome(plan, checkedIn, run, compiled, objects, written));
            } finally {
                if (outcome.isEmpty()) {
                    local.keepBefore();
                }
                try {
                    new BuildMemory(plan, digests).remember(local, steps.compileResults(), compiled);
                } finally {
                    Background.await(others);
                }
                if (outcome.isPresent()) {
                    shared.succeeded();
                }
            }
            return BuildSummary.of(
                    outcome.get(), steps.rebuilds(), steps.constants().count(), java.count());
        } catch (CompletionException failure) {
            throw unwrapped(failure);
        }
    }

    /** What a build that succeeded depends on; empty if that can't be told. */
    Optional<BuildMemory.Reads> reads() throws InvalidConfigurationException {
        return outcome.isPresent()
                ? new BuildMemory(outcome.get().plan, digests).reads(outcome.get())
                : Optional.empty();
    }

    /**
     * What shows the next build that there is nothing to do; empty if that can't be shown.
     *
     * @param reads what this one depends on
     * @param more files that count
     */
    Optional<BuildProof> proof(String requested, String sources, BuildMemory.Reads reads, Collection<Path> more) {
        var made = outcome.orElseThrow();
        return new BuildMemory(made.plan, digests).proof(requested, sources, made, reads, more);
    }

    private CheckedIn checkedIn(ModulePlan plan) throws InvalidConfigurationException, IOException {
        return request.checkedIn().mode() == BuildMode.COMPILE
                ? CheckedIn.ignored(plan)
                : CheckedIn.look(plan, toolchains.lockName(request.toolchain()), digests);
    }

    private static Map<Source, List<BuiltObject>> inOrder(
            Sources sources, Map<Source, List<BuiltObject>> some, Map<Source, List<BuiltObject>> others) {
        var all = new LinkedHashMap<Source, List<BuiltObject>>();
        for (var source : sources.programs()) {
            all.put(source, some.containsKey(source) ? some.get(source) : others.get(source));
        }
        return all;
    }

    private PackedObjects.Written write(
            Map<Source, List<BuiltObject>> objects, GeneratedClasses java, Provenance provenance, Renderer renderer)
            throws IOException {
        var bySource = new LinkedHashMap<String, List<BuiltObject>>();
        objects.forEach((source, variants) -> bySource.put(source.path(), variants));
        return PackedObjects.write(
                new PackedObjects.Destination(
                        layout.workDirectory(),
                        layout.resourceDirectory(),
                        layout.javaDirectory(),
                        layout.classesDirectory(),
                        request.java().options(),
                        request.groupId(),
                        request.artifactId()),
                bySource,
                java,
                provenance,
                renderer);
    }

    private static IOException unwrapped(CompletionException failure) throws ToolchainException, InterruptedException {
        var cause = failure.getCause();
        if (cause instanceof CompletionException wrapped) {
            return unwrapped(wrapped);
        }
        if (cause instanceof IOException io) {
            return io;
        }
        if (cause instanceof ToolchainException toolchain) {
            throw toolchain;
        }
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (cause instanceof InterruptedException) {
            throw new InterruptedException();
        }
        throw failure;
    }

    /** What a build that succeeded has done; empty if it hasn't, or there was no source. */
    Optional<Outcome> outcome() {
        return outcome;
    }

    /**
     * What a build has done.
     *
     * @param plan what it was to make
     * @param checkedIn what it took as it was
     * @param run what it compiled and linked
     * @param compiled all of that that was compiled
     * @param objects of all programs
     * @param written what it left
     */
    record Outcome(
            ModulePlan plan,
            CheckedIn checkedIn,
            ObjectPipeline.Run run,
            List<Compiled> compiled,
            Map<Source, List<BuiltObject>> objects,
            PackedObjects.Written written) {
        /** An object where the build has left it: it may have been elsewhere before. */
        ObjectContent content(BuiltObject object) {
            return ObjectContent.in(
                    plan.request().layout().resourceDirectory().resolve(object.resourcePath()),
                    object.content().digest());
        }
    }
}
