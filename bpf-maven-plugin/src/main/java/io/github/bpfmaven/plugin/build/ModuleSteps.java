package io.github.bpfmaven.plugin.build;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.bpfmaven.linker.SourceRoots;
import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.incremental.CompileKeys;
import io.github.bpfmaven.plugin.incremental.CompileResults;
import io.github.bpfmaven.plugin.incremental.ConstantResults;
import io.github.bpfmaven.plugin.incremental.FileDigests;
import io.github.bpfmaven.plugin.incremental.LinkResults;
import io.github.bpfmaven.plugin.incremental.LocalResults;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.incremental.UnitId;
import io.github.bpfmaven.plugin.problem.BuildListener;
import io.github.bpfmaven.plugin.render.Renderer;

/**
 * The steps of a module's build, each with what it needs of the others.
 *
 * @param rebuilds what they do, and why
 * @param compileResults what compiles have given
 * @param outputs where all of it comes to
 */
record ModuleSteps(
        Rebuilds rebuilds,
        CompileResults compileResults,
        CompileStep compiles,
        ConstantStep constants,
        LookStep looks,
        ObjectPipeline pipeline,
        ModuleOutputs outputs) {
    /**
     * @param rest sources of which nothing is checked in
     * @param plugin identity of the plugin
     * @param toolchain identity of LLVM
     */
    static ModuleSteps of(
            ModulePlan plan,
            Sources rest,
            String plugin,
            String toolchain,
            BuildTools tools,
            Renderer renderer,
            LocalResults local,
            SharedResults shared,
            FileDigests digests,
            BuildListener listener) {
        var request = plan.request();
        var paths = request.layout().paths();
        var searchPath = plan.searchPath();
        var names = plan.names();
        var work = new WorkFiles(request.layout().workDirectory());
        var rebuilds = new Rebuilds(local.isFirst());
        var compileResults = new CompileResults(local, shared, digests, names);
        var linkResults = new LinkResults(local, shared, names);
        var compiles = new CompileStep(
                tools,
                paths,
                searchPath,
                new CompileKeys(plugin, toolchain, request.launcher().name().orElse(""), paths, searchPath, names),
                compileResults,
                local,
                shared,
                rebuilds,
                rest.libraries()::contains,
                plan.hasLibraries(),
                new Announcement(rest, request.targets()));
        var links = new LinkStep(
                tools,
                compiles,
                paths,
                request.links(),
                linkResults,
                digests,
                plugin + " " + toolchain,
                unit -> places(plan, work, local, unit),
                work::object,
                rebuilds);
        var constants = new ConstantStep(
                tools,
                compiles,
                paths,
                work.constants(),
                request.java().constants(),
                new ConstantResults(local, shared, names));
        var leaks = new LeakCheck(request);
        var looks = new LookStep(plan, leaks.names(), renderer);
        return new ModuleSteps(
                rebuilds,
                compileResults,
                compiles,
                constants,
                looks,
                new ObjectPipeline(compiles, links, looks, constants, work.bitcode(), plan.flags()::get),
                new ModuleOutputs(
                        plan,
                        listener,
                        new SourceRoots(Clang.sourceRoots(paths, searchPath)),
                        leaks,
                        linkResults,
                        rebuilds,
                        renderer));
    }

    /** Where a unit's object may be. */
    private static List<Path> places(ModulePlan plan, WorkFiles work, LocalResults local, CompileUnit unit) {
        return Stream.concat(
                        Stream.of(plan.place(unit), work.object(unit)), local.placeBefore(UnitId.of(unit)).stream())
                .toList();
    }
}
