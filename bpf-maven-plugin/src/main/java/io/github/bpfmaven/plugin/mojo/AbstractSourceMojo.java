package io.github.bpfmaven.plugin.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import io.github.bpfmaven.plugin.build.BuildFailedException;
import io.github.bpfmaven.plugin.build.BuildRequest;
import io.github.bpfmaven.plugin.build.CheckedInSettings;
import io.github.bpfmaven.plugin.build.JavaSettings;
import io.github.bpfmaven.plugin.build.LinkSettings;
import io.github.bpfmaven.plugin.build.SharedWorkers;
import io.github.bpfmaven.plugin.cache.ContentCache;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.CompilerLauncher;
import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.MainSources;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.config.ObjectParameters;
import io.github.bpfmaven.plugin.constants.NamePattern;
import io.github.bpfmaven.plugin.editor.CommandFiles;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.scaffold.ScaffoldException;
import io.github.bpfmaven.plugin.toolchain.ToolchainRequest;
import io.github.bpfmaven.toolchain.ToolchainException;
import io.github.bpfmaven.worker.WorkerException;

/** What goals have in common that build objects from C sources. */
abstract class AbstractSourceMojo extends AbstractObjectMojo {
    /**
     * Where the C sources are. What {@code <includes>} names are programs, each of which becomes an object; every other
     * {@code .c} file is library code, whose functions any program may call: it is linked into the objects that need it.
     * Example: {@code <sourceDirectory>${project.basedir}/bpf</sourceDirectory>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.sourceDirectory", defaultValue = "${project.basedir}/src/main/bpf")
    File sourceDirectory;

    /**
     * Which sources are programs: patterns below the source directory.
     * Example: {@code <includes><include>*_kern.c</include></includes>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.includes", defaultValue = "**/*.bpf.c")
    List<String> includes;

    /**
     * Which files below the source directory are left out, as programs and as library code.
     * Example: {@code <excludes><exclude>user/**</exclude></excludes>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.excludes")
    List<String> excludes = List.of();

    /**
     * Directories with headers, searched first to last, then the source directory, then the plugin's own headers. The build
     * host's ({@code /usr/include}) are not searched unless they are named here.
     * Example: {@code <includeDirectories><directory>${project.basedir}/include</directory></includeDirectories>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.includeDirectories")
    List<File> includeDirectories = List.of();

    /**
     * Whether the plugin's own headers ({@code bpf/bpf_helpers.h}, {@code linux/bpf.h} and what goes with them) are searched,
     * behind the user's. Clang's ({@code stdint.h}, {@code stdbool.h}) always are.
     * Example: {@code -Dbpf.builtinHeaders=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.builtinHeaders", defaultValue = "true")
    boolean builtinHeaders;

    /**
     * Whether headers that many programs include first of all, such as {@code vmlinux.h}, are parsed once for all of them where
     * that saves time. The objects are the same without.
     * Example: {@code -Dbpf.precompiledHeaders=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.precompiledHeaders", defaultValue = "true")
    boolean precompiledHeaders;

    /**
     * Whether clang is given only those declarations of a large header, such as {@code vmlinux.h}, that a program can need,
     * where the object is the same. What clang has to say is what it says with all of the header.
     * Example: {@code -Dbpf.reducedHeaders=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.reducedHeaders", defaultValue = "true")
    boolean reducedHeaders;

    /**
     * Arguments for clang, behind the plugin's own, such as {@code -Wall}.
     * Example: {@code <compilerArgs><arg>-Wall</arg><arg>-Werror</arg></compilerArgs>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.compilerArgs")
    List<String> compilerArgs = List.of();

    /**
     * A program that runs clang, such as {@code ccache}, {@code sccache} or {@code distcc}: its name, and arguments that come
     * before clang. Headers are neither precompiled nor reduced then.
     * Example: {@code -Dbpf.compilerLauncher=ccache}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.compilerLauncher")
    List<String> compilerLauncher = List.of();

    /**
     * Macros: {@code NAME} or {@code NAME=VALUE}.
     * Example: {@code -Dbpf.defines=DEBUG,MAX_FLOWS=1024}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.defines")
    List<String> defines = List.of();

    /**
     * What objects are made for: {@code bpfel} and {@code bpfeb} (every little-endian and every big-endian machine), or
     * architectures by bpf2go's names ({@code amd64}, {@code arm64}, {@code s390x} …), for which
     * {@code __TARGET_ARCH_x86} and the like are defined and which give objects such as {@code drop_x86_bpfel.o}.
     * Example: {@code -Dbpf.targets=amd64,arm64}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.targets", defaultValue = "bpfel,bpfeb")
    List<String> targets;

    /**
     * Clang's optimisation level: {@code 1}, {@code 2}, {@code 3}, {@code s} or {@code z}.
     * Example: {@code -Dbpf.optimization=s}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.optimization", defaultValue = "2")
    String optimization;

    /**
     * BPF instruction set: {@code v1} (any kernel), {@code v2} (4.14), {@code v3} (5.1, atomics 5.12) or {@code v4}
     * (6.6).
     * Example: {@code -Dbpf.cpu=v2}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.cpu", defaultValue = "v3")
    String cpu;

    /**
     * Compiled library code that any program may call: files of LLVM bitcode or textual IR, objects with bitcode in them
     * ({@code clang -fembed-bitcode=all}), or static archives of these. What a program needs of them is linked in, as from a
     * library source. <code>&#123;target&#125;</code> in a path stands for {@code bpfel} or {@code bpfeb}.
     * Example: <code>&lt;libraries>&lt;library>lib/flows-&#123;target&#125;.a&lt;/library>&lt;/libraries></code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.libraries")
    List<String> libraries = List.of();

    /**
     * Functions of library code that stay visible: the kernel verifies each on its own and once, not at every call. The
     * others become static.
     * Example: {@code <exports><export>parse_headers</export></exports>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.exports")
    List<String> exports = List.of();

    /**
     * What to make of warnings about objects: a name of docs/lint.md turns one on, with {@code -} in front off, with
     * {@code =error} behind it is an error, and with a number the limit is another; {@code all} stands for all of them.
     * Example: {@code -Dbpf.lint=-long-map-name,printk=error}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.lint")
    List<String> lint = List.of();

    /**
     * Macros and enum constants that the generated classes shall have: names, with {@code *} and {@code ?}, such as
     * {@code MAX_*}; those behind a {@code !} are left out. Clang evaluates them.
     * Example: {@code <constants><constant>MAX_*</constant><constant>!MAX_INTERNAL_*</constant></constants>}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bpf.constants")
    List<String> constants = List.of();

    /**
     * Flags for some of the sources: an object's name or a glob, and {@code <optimization>}, {@code <cpu>},
     * {@code <defines>}, {@code <compilerArgs>}, {@code <lint>}.
     * Example: {@code <objects><object><name>drop</name><cpu>v1</cpu></object></objects>}.
     *
     * @since 0.1.0
     */
    @Parameter
    List<ObjectParameters> objects = List.of();

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

    /** @param directory without programs */
    final String nothing(File directory, List<String> includes, String parameter) {
        return "No BPF programs: " + directory
                + (directory.isDirectory() ? " has no " + String.join(", ", includes) : " does not exist")
                + ". Put a program there, or set <" + parameter + ">" + library(directory);
    }

    /** Who has a source there may have named it as C sources are named. */
    private static String library(File sourceDirectory) {
        var sources = sourceDirectory.list((directory, name) -> name.endsWith(".c"));
        return sources == null || sources.length == 0
                ? ""
                : "; " + Arrays.stream(sources).sorted().findFirst().orElseThrow()
                        + " is no program, but code for programs, which are called .bpf.c";
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

    /** Maven makes nothing of an empty element, and of one with a property that is not set. */
    final void requireValues() throws InvalidConfigurationException {
        var lists = new TreeMap<String, List<?>>(Map.of(
                "includes", includes,
                "excludes", excludes,
                "includeDirectories", includeDirectories,
                "compilerArgs", compilerArgs,
                "defines", defines,
                "targets", targets,
                "libraries", libraries,
                "exports", exports,
                "constants", constants,
                "types", types));
        for (var list : lists.entrySet()) {
            if (list.getValue().stream().anyMatch(Objects::isNull)) {
                throw new InvalidConfigurationException("<" + list.getKey()
                        + "> has an element without a value: fill it, or take it out; is a property in it not set?");
            }
        }
    }

    /** What a build is asked for. */
    final BuildRequest request(Subject subject) throws InvalidConfigurationException {
        requireValues();
        var overrides = new ArrayList<FlagOverride>();
        for (var object : objects) {
            overrides.add(object.toOverride());
        }
        return new BuildRequest(
                subject.layout,
                subject.includes,
                subject.excludes,
                includeDirectories.stream().map(File::toPath).toList(),
                builtinHeaders,
                precompiledHeaders,
                reducedHeaders,
                new CompilerFlags(optimization, cpu, defines, compilerArgs),
                overrides,
                CompileTarget.parse(targets),
                new LinkSettings(project.getBasedir().toPath(), libraries, Set.copyOf(exports)),
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
