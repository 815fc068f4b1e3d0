package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

import javax.inject.Inject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.linker.SourceRoots;
import io.github.bpfmaven.plugin.compile.BuiltinHeaders;
import io.github.bpfmaven.plugin.compile.Clang;
import io.github.bpfmaven.plugin.compile.ClangPool;
import io.github.bpfmaven.plugin.compile.DefaultVmlinux;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.SearchPath;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.compile.SourceFlags;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.constants.ConstantEvaluator;
import io.github.bpfmaven.plugin.scaffold.GeneratedClass;
import io.github.bpfmaven.plugin.scaffold.JavaNames;
import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.toolchain.LlvmHome;
import io.github.bpfmaven.toolchain.ToolchainException;
import io.github.bpfmaven.worker.LinkWorker;
import io.github.bpfmaven.worker.WorkerCommand;

/** Builds the BPF programs of a module: finds sources, compiles, links, checks, generates, and writes at the very end. */
public final class BpfBuild {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);

    private final MavenToolchains toolchains;
    private final ClangPool pool;

    @Inject
    BpfBuild(MavenToolchains toolchains, ClangPool pool) {
        this.toolchains = toolchains;
        this.pool = pool;
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
        var layout = request.layout();
        var sources = Sources.find(layout.paths().sourceDirectory(), request.includes(), request.excludes());
        if (sources.programs().isEmpty()) {
            new OutputTree(layout.workDirectory()).write();
            return new BuildResult.NoSources();
        }
        var classes = names(request, sources);
        request.links().check(request.targets());
        var flags = SourceFlags.of(request.flags(), request.overrides(), sources);
        var llvm = toolchains.resolve(request.toolchain());
        LOG.info(
                "Compiling {} for {} with LLVM {}",
                count(sources),
                request.targets().stream().map(Object::toString).collect(Collectors.joining(", ")),
                llvm.version());
        var clang = clang(request, llvm);
        var outputs = new ModuleOutputs(request, classes, new SourceRoots(clang.sourceRoots()));
        try (var worker = LinkWorker.start(workerCommand(llvm, request, sources))) {
            var pipeline = new ObjectPipeline(
                    clang,
                    pool,
                    request.precompiledHeaders()
                            ? Optional.of(layout.workDirectory().resolve("precompiled"))
                            : Optional.empty(),
                    worker,
                    layout.workDirectory().resolve("bitcode"),
                    layout.paths(),
                    flags::get,
                    request.links(),
                    new ConstantEvaluator(
                            clang, layout.paths(), layout.workDirectory().resolve("constants")),
                    request.java().constants());
            outputs.collect(pipeline.start(sources, request.targets()));
        } catch (CompletionException failure) {
            throw unwrapped(failure);
        }
        return write(request, outputs.objects());
    }

    private static BuildResult write(BuildRequest request, Map<Source, List<BuiltObject>> objects) throws IOException {
        var layout = request.layout();
        var bySource = new LinkedHashMap<String, List<BuiltObject>>();
        objects.forEach((source, variants) -> bySource.put(source.path(), variants));
        var paths = PackedObjects.write(
                new PackedObjects.Destination(
                        layout.workDirectory(),
                        layout.resourceDirectory(),
                        layout.javaDirectory(),
                        request.java().types(),
                        request.groupId(),
                        request.artifactId()),
                bySource);
        LOG.info("Built {} of {}", paths.size() == 1 ? "1 object" : paths.size() + " objects", count(objects));
        return new BuildResult.Built(paths);
    }

    private static Map<Source, GeneratedClass> names(BuildRequest request, Sources sources) {
        var paths = sources.programs().stream()
                .map(source -> Path.of(source.path()))
                .toList();
        var byPath = JavaNames.forSources(request.basePackage(), paths);
        return sources.programs().stream()
                .collect(Collectors.toMap(source -> source, source -> byPath.get(Path.of(source.path()))));
    }

    private static Clang clang(BuildRequest request, LlvmHome llvm) throws IOException {
        var layout = request.layout();
        var user = new ArrayList<>(request.includeDirectories());
        // So that a program in a package finds the vmlinux.h at the top.
        user.add(layout.paths().sourceDirectory());
        var builtin = new ArrayList<Path>();
        if (request.builtinHeaders()) {
            var headers = layout.workDirectory().resolve("headers");
            new BuiltinHeaders().unpackTo(headers);
            new DefaultVmlinux(user).writeTo(headers, request.targets());
            builtin.add(headers);
        }
        return new Clang(llvm, layout.paths(), new SearchPath(user, builtin));
    }

    private static WorkerCommand workerCommand(LlvmHome llvm, BuildRequest request, Sources sources) {
        var links = sources.programs().size() * request.targets().size();
        var threads = Math.min(links, Runtime.getRuntime().availableProcessors());
        return WorkerCommand.likeThisJvm(llvm.jniLibraryDirectory().orElseThrow(), threads);
    }

    private static String count(Map<Source, List<BuiltObject>> objects) {
        return objects.size() == 1 ? "1 program source" : objects.size() + " program sources";
    }

    private static String count(Sources sources) {
        var programs = sources.programs().size();
        var libraries = sources.libraries().size();
        return programs
                + (programs == 1 ? " BPF program" : " BPF programs")
                + switch (libraries) {
                    case 0 -> "";
                    case 1 -> " and 1 library source";
                    default -> " and " + libraries + " library sources";
                };
    }

    private static IOException unwrapped(CompletionException failure) throws InterruptedException {
        var cause = failure.getCause();
        if (cause instanceof IOException io) {
            return io;
        }
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (cause instanceof InterruptedException) {
            throw new InterruptedException();
        }
        throw failure;
    }
}
