package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.build.BuildFailedException;
import io.github.bpfmaven.plugin.build.BuildRequest;
import io.github.bpfmaven.plugin.build.CheckedInSettings;
import io.github.bpfmaven.plugin.build.JavaSettings;
import io.github.bpfmaven.plugin.build.SharedWorkers;
import io.github.bpfmaven.plugin.cache.ContentCache;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompilerLauncher;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.MainSources;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.constants.NamePattern;
import io.github.bpfmaven.plugin.editor.CommandFiles;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.scaffold.ScaffoldException;
import io.github.bpfmaven.plugin.toolchain.ToolchainRequest;
import io.github.bpfmaven.toolchain.ToolchainException;
import io.github.bpfmaven.worker.WorkerException;

/** What goals have in common that build objects from C sources: how a build goes, and what is kept of it. */
abstract class AbstractSourceMojo extends AbstractProgramMojo {
    /**
     * Whether results are kept beyond the build directory, so that {@code mvn clean} and another checkout find them.
     * Example: {@code -Dbpf.cache=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.cache", defaultValue = "true")
    boolean cache;

    /**
     * Where these results are kept. A shared directory serves several machines. Default: {@code builds} beside LLVM, in
     * {@code .cache/bpf-maven-plugin} in the local repository.
     * Example: {@code -Dbpf.buildCacheDirectory=/mnt/shared/bpf}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.buildCacheDirectory")
    @Nullable
    File buildCacheDirectory;

    /**
     * How large these results may become, in MiB: those that were not used for longest go.
     * Example: {@code -Dbpf.cacheSize=4096}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.cacheSize", defaultValue = "2048")
    int cacheSize;

    /**
     * How many clang processes, and how many links, run at once; of those of all modules together, the largest number that one of
     * them asks for counts. Default: as many as there are cores, and fewer while memory is short. More than that serves where the
     * compiling is done by other machines.
     * Example: {@code -Dbpf.threads=2}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.threads")
    @Nullable
    Integer threads;

    /**
     * Whether clang's arguments are written into a {@code compile_commands.json}, for clangd and other editors.
     * Example: {@code -Dbpf.compileCommands=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.compileCommands", defaultValue = "true")
    boolean compileCommands;

    /**
     * Where that file is. Clangd looks for it in {@code target} if a {@code .clangd} file tells it to
     * ({@code CompileFlags: {CompilationDatabase: target}}), and by itself in the project's directory.
     * Example: {@code -Dbpf.compileCommandsDirectory=.}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.compileCommandsDirectory", defaultValue = "${project.build.directory}")
    File compileCommandsDirectory;

    /** As the work directory, for tests: one execution may have both goals. */
    @Parameter(defaultValue = "${project.build.directory}/bpf-test", readonly = true)
    File testWorkDirectory;

    private final SharedWorkers workers;

    AbstractSourceMojo(SharedWorkers workers) {
        this.workers = workers;
    }

    /** A step of a build, with what may go wrong. */
    @FunctionalInterface
    interface Step<T> {
        T run()
                throws InvalidConfigurationException, BuildFailedException, ToolchainException, IOException,
                        InterruptedException;
    }

    /** Does something, and says what went wrong in Maven's words: the project's fault or that of the surroundings. */
    final <T> T run(Step<T> step) throws MojoExecutionException, MojoFailureException {
        try {
            return step.run();
        } catch (InvalidConfigurationException | ScaffoldException | BuildFailedException failure) {
            throw new MojoFailureException(named(failure.getMessage()), failure);
        } catch (ToolchainException | WorkerException failure) {
            throw new MojoExecutionException(named(failure.getMessage()), failure);
        } catch (IOException failure) {
            throw new MojoExecutionException(named(describe(failure)), failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted", stop);
        } finally {
            if (!othersHaveThisPlugin()) {
                workers.endIdle();
            }
        }
    }

    /** Whether another module of the build may have something to link. */
    private boolean othersHaveThisPlugin() {
        return session.getProjects().stream()
                .anyMatch(other -> other != project && other.getPlugin(plugin.getPluginLookupKey()) != null);
    }

    OptionalInt threads() throws InvalidConfigurationException {
        if (threads == null) {
            return OptionalInt.empty();
        }
        if (threads < 1) {
            throw new InvalidConfigurationException("<threads> " + threads
                    + ": it takes 1 thread at least; leave it out for as many as there are cores");
        }
        return OptionalInt.of(threads);
    }

    /**
     * What a goal builds, and what it leaves where.
     *
     * @param layout where things are and go
     * @param includes which sources are programs
     * @param excludes which are left out
     * @param shared where results are kept
     * @param checkedIn what to do with objects that are checked in
     * @param provenance whether what objects are and were made of goes with them
     * @param main what tests see beside that
     * @param commands where clang's arguments are written down
     */
    record Subject(
            BuildRequest.Layout layout,
            List<String> includes,
            List<String> excludes,
            SharedResults shared,
            CheckedInSettings checkedIn,
            boolean provenance,
            Optional<MainSources> main,
            Optional<CommandFiles> commands) {}

    /** What a build is asked for. */
    final BuildRequest request(Subject subject) throws InvalidConfigurationException {
        requireValues();
        return new BuildRequest(
                subject.layout,
                subject.includes,
                subject.excludes,
                includeDirectories.stream().map(File::toPath).toList(),
                builtinHeaders,
                precompiledHeaders,
                reducedHeaders,
                batchCompiles,
                flags(),
                overrides(),
                CompileTarget.parse(targets),
                links(),
                lint,
                new JavaSettings(classOptions(), NamePattern.parse(constants)),
                basePackage(),
                project.getGroupId(),
                project.getArtifactId(),
                toolchainRequest(),
                CompilerLauncher.of(compilerLauncher, project.getBasedir().toPath(), CompilerLauncher.searchPath()),
                pluginIdentity(),
                subject.shared,
                subject.checkedIn,
                subject.provenance,
                threads(),
                subject.main,
                subject.commands);
    }

    /** Where clang's arguments are written down at each build, if that is wanted. */
    final Optional<CommandFiles> commands(BuildRequest.Layout layout) {
        return compileCommands ? Optional.of(commandFiles(layout)) : Optional.empty();
    }

    /** Where clang's arguments are written down: those of all executions that the POM has. */
    final CommandFiles commandFiles(BuildRequest.Layout layout) {
        var own = CommandFiles.own(layout.workDirectory());
        var all = new LinkedHashSet<Path>();
        for (var directory : List.of(workDirectory, testWorkDirectory)) {
            for (var name : executionNames()) {
                all.add(CommandFiles.own(directory.toPath().resolve(name)));
            }
        }
        all.add(own);
        return new CommandFiles(compileCommandsDirectory.toPath(), own, List.copyOf(all));
    }

    private List<String> executionNames() {
        var declared = project.getPlugin(plugin.getPluginLookupKey());
        return declared == null
                ? List.of()
                : declared.getExecutions().stream().map(PluginExecution::getId).toList();
    }

    final ProjectPaths paths(File directory) {
        return new ProjectPaths(project.getBasedir().toPath(), directory.toPath());
    }

    /** Results of other builds, as far as the user wants them. */
    final SharedResults sharedResults() {
        return new SharedResults(cache(toolchainRequest()));
    }

    private ContentCache cache(ToolchainRequest toolchains) {
        return cache
                ? ContentCache.in(
                        buildCacheDirectory == null
                                ? toolchains.cache().resolve("builds")
                                : buildCacheDirectory.toPath(),
                        (long) cacheSize << 20)
                : ContentCache.none();
    }
}
