package io.github.bpfmaven.plugin.build;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.compile.ClangSlots;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.CompilerLauncher;
import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.LogLines;
import io.github.bpfmaven.plugin.compile.MainSources;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.constants.NamePattern;
import io.github.bpfmaven.plugin.editor.CommandFiles;
import io.github.bpfmaven.plugin.incremental.Fingerprint;
import io.github.bpfmaven.plugin.incremental.PluginIdentity;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.plugin.problem.BuildListener;
import io.github.bpfmaven.plugin.problem.LoggedProblems;
import io.github.bpfmaven.plugin.scaffold.ClassOptions;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;
import io.github.bpfmaven.plugin.toolchain.MavenToolchains;
import io.github.bpfmaven.plugin.toolchain.ToolchainRequest;
import io.github.bpfmaven.testing.TestLlvm;

/** A module on the disk that is built in this process, with the real clang and linker. What the POM would say are its fields. */
final class BuildProject {
    final Path base;
    String version = "1.0";
    Path toolchain = TestLlvm.home().directory();
    List<String> targets = List.of("bpfel");
    List<String> defines = List.of();
    List<String> arguments = List.of();
    List<FlagOverride> overrides = List.of();
    List<String> lint = List.of();
    List<Path> includeDirectories = List.of();
    List<String> libraries = List.of();
    Set<String> exports = Set.of();
    List<String> constants = List.of();
    TypeSelection types = TypeSelection.DEFAULT;
    boolean generateLoader;
    String basePackage = "it";
    boolean builtinHeaders;
    boolean precompiledHeaders = true;
    boolean reducedHeaders = true;
    boolean batchCompiles = true;
    OptionalInt threads = OptionalInt.empty();
    String execution = "default";
    String sourceDirectory = "src/main/bpf";
    List<String> includes = List.of("**/*.bpf.c");
    BuildMode mode = BuildMode.AUTO;
    String prebuiltDirectory = "src/main/bpf-prebuilt";
    /** Off, as most tests have an LLVM in a directory, whose digest takes a second. */
    boolean provenance;

    /** Where LLVM is unpacked, if it is to come from Maven and from no directory. */
    Optional<Path> cache = Optional.empty();

    Optional<MainSources> main = Optional.empty();
    Optional<CommandFiles> commands = Optional.empty();
    CompilerLauncher launcher = CompilerLauncher.NONE;
    SharedResults shared = SharedResults.none();
    private final SharedWorkers workers;
    private List<String> log = List.of();

    /**
     * @param base the project's directory
     * @param workers of all builds of a test, so that not every one waits for a process to start
     */
    BuildProject(Path base, SharedWorkers workers) {
        this.base = base;
        this.workers = workers;
    }

    /** A program that is small to compile: it includes nothing. */
    static String program(String body) {
        return """
                __attribute__((section("xdp"), used)) int prog(void *ctx)
                {
                	%s
                }
                char LICENSE[] __attribute__((section("license"), used)) = "GPL";
                """.formatted(body);
    }

    Path file(String name) {
        return base.resolve(name);
    }

    Path source(String name) {
        return base.resolve(sourceDirectory).resolve(name);
    }

    void write(String name, String text) throws IOException {
        var file = source(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What was logged by the last build, levels and all. */
    List<String> log() {
        return log;
    }

    /** The lines that say why something was built again. */
    List<String> reasons() {
        return log.stream()
                .filter(line -> line.matches("INFO [^ ]+\\.c: .*"))
                .map(line -> line.substring("INFO ".length()))
                .toList();
    }

    boolean ranClang() {
        return log.stream().anyMatch(line -> line.startsWith("INFO Compiling "));
    }

    BuildResult build() throws Exception {
        return build(new LoggedProblems(LoggerFactory.getLogger(BpfBuild.class)));
    }

    BuildResult build(BuildListener listener) throws Exception {
        try (var lines = new LogLines(BpfBuild.class)) {
            try {
                return new BpfBuild(new MavenToolchains(noRepositories()), new ClangSlots(), workers)
                        .run(request(), listener);
            } finally {
                log = lines.all();
            }
        }
    }

    /** Writes what is to be checked in. */
    void update() throws Exception {
        goal(build -> new CheckedInUpdate(build)
                .run(ownRequest("update"), List.of(file("src/main/java"), file("target/generated-sources/bpf"))));
    }

    /** Compares what is checked in with what the sources give. */
    void check() throws Exception {
        goal(build -> new CheckedInCheck(build).whole(ownRequest("check")));
    }

    /** Compares digests alone. */
    void fastCheck() throws Exception {
        goal(build -> new CheckedInCheck(build).fast(ownRequest("check")));
    }

    /** What a goal does with a build. */
    private interface Goal {
        Object run(BpfBuild build) throws Exception;
    }

    private void goal(Goal goal) throws Exception {
        try (var lines = new LogLines(BpfBuild.class)) {
            try {
                goal.run(new BpfBuild(new MavenToolchains(noRepositories()), new ClangSlots(), workers));
            } finally {
                log = lines.all();
            }
        }
    }

    Path checkedIn(String name) {
        return base.resolve(prebuiltDirectory).resolve(name);
    }

    BuildRequest request() throws Exception {
        var target = base.resolve("target");
        return request(
                new BuildRequest.Layout(
                        new ProjectPaths(base, base.resolve(sourceDirectory)),
                        target.resolve("bpf").resolve(execution),
                        target.resolve("generated-resources/bpf"),
                        target.resolve("generated-sources/bpf"),
                        target.resolve("classes")),
                mode);
    }

    private BuildRequest ownRequest(String name) throws Exception {
        var own = base.resolve("target/bpf").resolve(name);
        return request(
                new BuildRequest.Layout(
                        new ProjectPaths(base, base.resolve(sourceDirectory)),
                        own,
                        own.resolve("resources"),
                        own.resolve("java"),
                        own.resolve("classes")),
                BuildMode.COMPILE);
    }

    private BuildRequest request(BuildRequest.Layout layout, BuildMode mode) throws Exception {
        return new BuildRequest(
                layout,
                includes,
                List.of(),
                includeDirectories,
                builtinHeaders,
                precompiledHeaders,
                reducedHeaders,
                batchCompiles,
                new CompilerFlags("2", "v3", defines, arguments),
                overrides,
                CompileTarget.parse(targets),
                new LinkSettings(base, libraries, exports),
                lint,
                new JavaSettings(options(), NamePattern.parse(constants)),
                basePackage,
                "it",
                "project",
                new ToolchainRequest(
                        new DefaultRepositorySystemSession(),
                        List.of(),
                        cache,
                        cache.isPresent() ? Optional.empty() : Optional.of(toolchain),
                        List.of(),
                        version),
                launcher,
                new PluginIdentity(version, List.of(), List.of()),
                shared,
                new CheckedInSettings(mode, base.resolve(prebuiltDirectory)),
                provenance,
                threads,
                main,
                commands);
    }

    /** The digests of all that a build leaves for others, by path. */
    Map<String, String> outputs() throws IOException {
        var outputs = new TreeMap<String, String>();
        for (var root : List.of("target/generated-resources", "target/generated-sources")) {
            var directory = base.resolve(root);
            if (Files.isDirectory(directory)) {
                try (var files = Files.walk(directory)) {
                    for (var file : files.filter(Files::isRegularFile).toList()) {
                        outputs.put(
                                base.relativize(file).toString().replace(File.separatorChar, '/'),
                                Fingerprint.of(Files.readAllBytes(file)));
                    }
                }
            }
        }
        return outputs;
    }

    void clean() throws IOException {
        delete(base.resolve("target"));
    }

    static void delete(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file :
                        new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Fails whoever asks. */
    private static RepositorySystem noRepositories() {
        return (RepositorySystem) Proxy.newProxyInstance(
                BuildProject.class.getClassLoader(),
                new Class<?>[] {RepositorySystem.class},
                (proxy, method, arguments) -> {
                    throw new IllegalStateException("nothing is to be resolved: " + method);
                });
    }

    /** What the classes are to be like. */
    ClassOptions options() {
        return new ClassOptions(types, generateLoader);
    }
}
