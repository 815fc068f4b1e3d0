package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.linker.SourceRoots;
import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.plugin.compile.ClangSlots;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.SearchPath;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.compile.SourceFlags;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.incremental.BuildProof;
import io.github.bpfmaven.plugin.incremental.CompileKeys;
import io.github.bpfmaven.plugin.incremental.CompileResults;
import io.github.bpfmaven.plugin.incremental.ConstantResults;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.LinkResults;
import io.github.bpfmaven.plugin.incremental.LocalResults;
import io.github.bpfmaven.plugin.incremental.RootNames;
import io.github.bpfmaven.plugin.incremental.UnitId;
import io.github.bpfmaven.plugin.scaffold.GeneratedClass;
import io.github.bpfmaven.plugin.scaffold.JavaNames;
import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.toolchain.ToolchainException;

/**
 * One build of a module where something may have to be done: finds sources, compiles, links, checks, generates, and writes at the
 * very end.
 */
final class ModuleBuild {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);

    private final MavenToolchains toolchains;
    private final ClangSlots slots;
    private final SharedWorkers workers;
    private final BuildRequest request;
    private final FileDigests digests;
    private final String plugin;
    private final String toolchain;
    private final BuildRequest.Layout layout;
    private final WorkFiles work;
    private final HeaderPlaces places;
    private Optional<Outcome> outcome = Optional.empty();

    /**
     * @param plugin identity of the plugin
     * @param toolchain identity of LLVM
     */
    ModuleBuild(
            MavenToolchains toolchains,
            ClangSlots slots,
            SharedWorkers workers,
            BuildRequest request,
            FileDigests digests,
            String plugin,
            String toolchain) {
        this.toolchains = toolchains;
        this.slots = slots;
        this.workers = workers;
        this.request = request;
        this.digests = digests;
        this.plugin = plugin;
        this.toolchain = toolchain;
        this.layout = request.layout();
        this.work = new WorkFiles(layout.workDirectory());
        this.places = new HeaderPlaces(request, new PackedHeaders(layout.workDirectory(), plugin, digests));
    }

    /** As {@link BpfBuild#run}. */
    BuildResult run()
            throws InvalidConfigurationException, BuildFailedException, ToolchainException, IOException,
                    InterruptedException {
        var sources = Sources.find(layout.paths().sourceDirectory(), request.includes(), request.excludes());
        if (sources.programs().isEmpty()) {
            new OutputTree(layout.workDirectory(), Map.of(layout.resourceDirectory(), layout.classesDirectory()))
                    .write();
            work.clear();
            return new BuildResult.NoSources();
        }
        var classes = names(request, sources);
        request.links().check(request.targets());
        var flags = SourceFlags.of(request.flags(), request.overrides(), sources);
        places.write();
        work.begin();
        digests.workBegins();
        var searchPath = places.searchPath();
        var names = new RootNames(layout.paths(), searchPath);
        var local = LocalResults.read(work.results(), names);
        var rebuilds = new Rebuilds(local.isFirst());
        var compileResults = new CompileResults(local, request.shared(), digests, names);
        var linkResults = new LinkResults(local, request.shared(), names);
        var constantResults = new ConstantResults(local, request.shared(), names);
        var progress = new Progress(LOG::info, System::nanoTime, Progress.INTERVAL);
        try (var tools = new BuildTools(toolchains, slots, workers, request, searchPath)) {
            var compiles = new CompileStep(
                    tools,
                    layout.paths(),
                    searchPath,
                    new CompileKeys(
                            plugin, toolchain, request.launcher().name().orElse(""), layout.paths(), searchPath, names),
                    compileResults,
                    local,
                    request.shared(),
                    rebuilds,
                    sources.libraries()::contains,
                    !sources.libraries().isEmpty()
                            || !request.links().libraries().isEmpty(),
                    new Announcement(sources, request.targets()));
            var linking = new LinkStep(
                    tools,
                    compiles,
                    layout.paths(),
                    request.links(),
                    linkResults,
                    digests,
                    plugin + " " + toolchain,
                    unit -> Stream.concat(
                                    Stream.of(place(unit, classes), work.object(unit)),
                                    local.placeBefore(UnitId.of(unit)).stream())
                            .toList(),
                    work::object,
                    rebuilds);
            var constants = new ConstantStep(
                    tools,
                    compiles,
                    layout.paths(),
                    work.constants(),
                    request.java().constants(),
                    constantResults);
            var pipeline = new ObjectPipeline(compiles, linking, constants, work.bitcode(), flags::get);
            var outputs = new ModuleOutputs(request, classes, roots(searchPath), linkResults, rebuilds);
            var run = pipeline.start(sources, request.targets(), progress);
            outputs.collect(run, progress);
            var compiled = new ArrayList<Compiled>();
            run.libraries().stream().map(CompletableFuture::join).forEach(compiled::add);
            run.programs().stream().map(program -> program.join().compile()).forEach(compiled::add);
            var java = GeneratedClasses.of(plugin, local, request.shared(), digests);
            try {
                var written = write(outputs.objects(), java);
                run.programs().forEach(program -> {
                    var unit = program.join().compile().unit();
                    local.keepPlace(UnitId.of(unit), place(unit, classes));
                });
                work.sweep(pipeline.units(sources, request.targets()));
                outcome = Optional.of(new Outcome(compiled, written));
            } finally {
                if (outcome.isEmpty()) {
                    local.keepBefore();
                }
                new BuildMemory(request, digests, names).remember(local, compileResults, compiled, sources);
                request.shared().trim();
            }
            return result(outcome.get().written, rebuilds, constants, java, outputs.objects());
        } catch (CompletionException failure) {
            throw unwrapped(failure);
        }
    }

    /** Where an object belongs. */
    private Path place(CompileUnit unit, Map<Source, GeneratedClass> classes) {
        return layout.resourceDirectory()
                .resolve(classes.get(unit.source()).resourcePath(unit.target().suffix()));
    }

    /**
     * What shows the next build that there is nothing to do; empty if that can't be shown.
     *
     * @param more files that count
     */
    Optional<BuildProof> proof(String requested, String sources, Collection<Path> more)
            throws InvalidConfigurationException {
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        return new BuildMemory(request, digests, new RootNames(layout.paths(), places.searchPath()))
                .proof(requested, sources, outcome.get().compiled, outcome.get().written, more);
    }

    private BuildResult result(
            PackedObjects.Written written,
            Rebuilds rebuilds,
            ConstantStep constants,
            GeneratedClasses java,
            Map<Source, List<BuiltObject>> objects) {
        if (!written.changed() && rebuilds.compiles() + rebuilds.links() + constants.count() + java.count() == 0) {
            LOG.info(
                    "Nothing to do: {} up to date",
                    written.objects().size() == 1
                            ? "1 object is"
                            : written.objects().size() + " objects are");
            return new BuildResult.UpToDate();
        }
        var reused = written.objects().size() - rebuilds.links();
        LOG.info(
                "Built {} of {}{}",
                written.objects().size() == 1 ? "1 object" : written.objects().size() + " objects",
                objects.size() == 1 ? "1 program source" : objects.size() + " program sources",
                reused == 0
                        ? ""
                        : ", " + reused + (reused == 1 ? " of which was" : " of which were") + " there already");
        return new BuildResult.Built(written.objects());
    }

    private PackedObjects.Written write(Map<Source, List<BuiltObject>> objects, GeneratedClasses java)
            throws IOException {
        var bySource = new LinkedHashMap<String, List<BuiltObject>>();
        objects.forEach((source, variants) -> bySource.put(source.path(), variants));
        return PackedObjects.write(
                new PackedObjects.Destination(
                        layout.workDirectory(),
                        layout.resourceDirectory(),
                        layout.javaDirectory(),
                        layout.classesDirectory(),
                        request.java().types(),
                        request.groupId(),
                        request.artifactId()),
                bySource,
                java);
    }

    private static Map<Source, GeneratedClass> names(BuildRequest request, Sources sources) {
        var paths = sources.programs().stream()
                .map(source -> Path.of(source.path()))
                .toList();
        var byPath = JavaNames.forSources(request.basePackage(), paths);
        return sources.programs().stream()
                .collect(Collectors.toMap(source -> source, source -> byPath.get(Path.of(source.path()))));
    }

    private SourceRoots roots(SearchPath searchPath) {
        return new SourceRoots(Clang.sourceRoots(layout.paths(), searchPath));
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

    private record Outcome(List<Compiled> compiled, PackedObjects.Written written) {}
}
