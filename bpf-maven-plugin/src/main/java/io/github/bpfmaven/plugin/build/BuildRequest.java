package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.CompilerLauncher;
import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.compile.MainSources;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.compile.Sources;
import io.github.bpfmaven.plugin.constants.NamePattern;
import io.github.bpfmaven.plugin.editor.CommandFiles;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.incremental.PluginIdentity;
import io.github.bpfmaven.plugin.incremental.RootNames;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.incremental.SourceListing;
import io.github.bpfmaven.plugin.toolchain.ToolchainRequest;

/**
 * All that one build of a module's BPF programs depends on.
 *
 * @param layout where things are and go
 * @param includes which sources are programs: patterns below the source directory
 * @param excludes which files below the source directory are not compiled at all
 * @param includeDirectories the user's headers, absolute
 * @param builtinHeaders whether the plugin's own headers are searched, behind the user's
 * @param precompiledHeaders whether headers that many sources begin with may be precompiled; the objects are the same
 * @param reducedHeaders whether clang may be given only what a source needs of a large header; the objects are the same
 * @param batchCompiles whether one clang process may compile several small sources, likewise
 * @param flags for every source
 * @param overrides for some; a later one that matches comes on top of an earlier one
 * @param targets the variants of each object
 * @param links what goes into links beside the sources
 * @param lint what is made of warnings about objects: entries of {@link io.github.bpfmaven.lint.LintSettings#with}
 * @param java what the generated classes show
 * @param basePackage Java package of the sources at the top of the source directory
 * @param groupId of the project
 * @param artifactId of the project
 * @param toolchain which LLVM
 * @param launcher what runs clang
 * @param plugin who builds
 * @param shared where results are kept beyond this module's build directory
 * @param checkedIn what to do with objects that are checked in
 * @param provenance whether what objects are and were made of goes with them
 * @param threads how many clang processes, and how many links, run at once; empty for one a core
 * @param main whose headers and library code are used beside one's own: what tests test; empty for that itself
 * @param commands where clang's arguments are written down for editors; empty if they aren't
 */
public record BuildRequest(
        Layout layout,
        List<String> includes,
        List<String> excludes,
        List<Path> includeDirectories,
        boolean builtinHeaders,
        boolean precompiledHeaders,
        boolean reducedHeaders,
        boolean batchCompiles,
        CompilerFlags flags,
        List<FlagOverride> overrides,
        List<CompileTarget> targets,
        LinkSettings links,
        List<String> lint,
        JavaSettings java,
        String basePackage,
        String groupId,
        String artifactId,
        ToolchainRequest toolchain,
        CompilerLauncher launcher,
        PluginIdentity plugin,
        SharedResults shared,
        CheckedInSettings checkedIn,
        boolean provenance,
        OptionalInt threads,
        Optional<MainSources> main,
        Optional<CommandFiles> commands) {
    public BuildRequest {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
        includeDirectories = List.copyOf(includeDirectories);
        overrides = List.copyOf(overrides);
        targets = List.copyOf(targets);
        lint = List.copyOf(lint);
    }

    /**
     * Where things are and go; absolute paths.
     *
     * @param paths the project and its C sources
     * @param workDirectory bitcode and other intermediate files of this execution
     * @param resourceDirectory root of the generated resources
     * @param javaDirectory root of the generated Java
     * @param classesDirectory where Maven copies resources to
     */
    public record Layout(
            ProjectPaths paths,
            Path workDirectory,
            Path resourceDirectory,
            Path javaDirectory,
            Path classesDirectory) {}

    /**
     * What there is to build.
     *
     * @throws InvalidConfigurationException if a source has a name that this JVM can't open
     * @throws IOException if a directory can't be read
     */
    Sources sources() throws InvalidConfigurationException, IOException {
        var directory = layout.paths.sourceDirectory();
        var own = Sources.find(directory, includes, excludes);
        if (main.isEmpty() || own.programs().isEmpty()) {
            return own;
        }
        new TestNames(basePackage).check(own.programs(), main.get().programs());
        var libraries = Stream.concat(main.get().libraries(directory).stream(), own.libraries().stream());
        return new Sources(own.programs(), libraries.toList());
    }

    /** Where headers are looked for, before the plugin's own. */
    List<Path> userDirectories() {
        var user = new ArrayList<>(includeDirectories);
        // So that a program in a package finds the vmlinux.h at the top.
        user.add(layout.paths.sourceDirectory());
        main.ifPresent(sources -> user.add(sources.directory()));
        return user;
    }

    /** The fingerprint of the names of all files among which sources are looked for. */
    String sourceListing() throws IOException {
        var own = SourceListing.fingerprint(layout.paths.sourceDirectory());
        return main.isEmpty()
                ? own
                : own + " " + SourceListing.fingerprint(main.get().directory());
    }

    /**
     * Everything in one fingerprint, but for the plugin and the toolchain.
     *
     * @param more what tells those
     */
    String fingerprint(String... more) {
        return fingerprint(Path::toString, List.of(more));
    }

    /**
     * The same in every place.
     *
     * @param names of directories there
     */
    String fingerprint(RootNames names) {
        return fingerprint(names::name, List.of());
    }

    private String fingerprint(Function<Path, String> name, List<String> more) {
        var all = new Fingerprint()
                .add(name.apply(layout.paths.baseDirectory()))
                .add(name.apply(layout.paths.sourceDirectory()))
                .add(name.apply(layout.workDirectory))
                .add(name.apply(layout.resourceDirectory))
                .add(name.apply(layout.javaDirectory))
                .add(name.apply(layout.classesDirectory))
                .addAll(includes)
                .addAll(excludes)
                .addAll(includeDirectories.stream().map(name).toList())
                .add(Boolean.toString(builtinHeaders));
        add(all, flags.optimization(), flags.cpu(), flags.defines(), flags.arguments());
        all.add(overrides.size());
        for (var override : overrides) {
            all.add(override.pattern());
            add(
                    all,
                    override.optimization().orElse(""),
                    override.cpu().orElse(""),
                    override.defines(),
                    override.arguments());
            all.addAll(override.lint());
        }
        all.addAll(targets.stream().map(CompileTarget::suffix).toList())
                .add(name.apply(links.baseDirectory()))
                .addAll(links.libraries())
                .addAll(links.exports().stream().sorted().toList())
                .addAll(lint)
                .add(Boolean.toString(java.options().types().enabled()))
                .addAll(java.options().types().names())
                .add(java.options().types().prefix())
                .add(Boolean.toString(java.options().loader()))
                .addAll(java.constants().stream().map(NamePattern::text).toList())
                .add(Boolean.toString(provenance))
                .addAll(List.of(
                        basePackage, groupId, artifactId, launcher.name().orElse("")))
                .addAll(more);
        main.ifPresent(sources -> all.add(name.apply(sources.directory()))
                .addAll(sources.includes())
                .addAll(sources.excludes()));
        commands.ifPresent(files -> all.add(name.apply(files.directory())));
        return all.hex();
    }

    /**
     * What tells this module's builds from others'; that they are of the same sources isn't said.
     *
     * @param builder identities of the plugin and of LLVM
     */
    String module(String... builder) {
        return new Fingerprint()
                .add(groupId)
                .add(artifactId)
                .add(layout.workDirectory.getFileName().toString())
                .addAll(List.of(builder))
                .hex();
    }

    private static void add(
            Fingerprint all, String optimization, String cpu, List<String> defines, List<String> arguments) {
        all.add(optimization).add(cpu).addAll(defines).addAll(arguments);
    }
}
