package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.plugin.compile.CompilerLauncher;
import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.problem.Catalog;
import io.github.bpfmaven.problem.Message;
import io.github.bpfmaven.problem.Problem;
import io.github.bpfmaven.problem.Speaker;
import io.github.bpfmaven.testing.TestProgram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("A known failure")
final class ProblemsTest {
    /** Provoked where their causes can be set up: LinkProblemsTest and ToolchainProblemsTest of bpf-linker-core. */
    private static final Set<String> ELSEWHERE = Set.of(
            "cache-not-writable",
            "damaged-bitcode",
            "declaration-mismatch",
            "duplicate-definition",
            "host-library-missing",
            "host-too-old",
            "license-conflict",
            "llvm-crash",
            "map-not-defined",
            "missing-input",
            "newer-cpu",
            "newer-llvm",
            "no-debug-info",
            "not-an-input",
            "nothing-to-link",
            "object-without-bitcode",
            "toolchain-damaged",
            "toolchain-not-downloaded",
            "toolchain-not-executable",
            "toolchain-not-found",
            "toolchain-other-machine",
            "toolchain-version",
            "toolchain-without-bpf",
            "unsupported-host",
            "wrong-byte-order",
            "wrong-c-library",
            "wrong-target");

    /** What these are compiled with stands in their POMs; the third is a mistake that is to be passed over. */
    private static final List<String> SAMPLES_FOR_THEIR_POMS = List.of(
            "programs-in-packages",
            "the-same-bytes-in-any-directory",
            "a-static-library",
            "tests-have-programs",
            "skipped",
            "target");

    private static final SharedWorkers WORKERS = new SharedWorkers();
    private static final Pattern NAMED = Pattern.compile("(?m)\\[([a-z0-9]+(?:-[a-z0-9]+)*)\\]$");
    private static final Pattern EXPLAINED = Pattern.compile("^(?:SEVERE|WARNING) ([a-z0-9]+(?:-[a-z0-9]+)*): ");

    private static final Set<String> IDS = ids();

    @TempDir
    private Path directory = Path.of("");

    private static Set<String> ids() {
        var ids = new TreeSet<String>();
        Catalog.read(Map.of()).problems().forEach(problem -> ids.add(problem.id()));
        return ids;
    }

    static List<ProblemFixture> fixtures() throws Exception {
        return ProblemFixture.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    @DisplayName("is named below what clang or the linker says, once, and no other is")
    void provoked(ProblemFixture fixture) throws Exception {
        for (var file : fixture.needs()) {
            assumeTrue(file.equals("home") || Files.exists(Path.of(file)), file + " is not on this machine");
        }
        var project = new BuildProject(directory, WORKERS);
        project.builtinHeaders = true;
        project.arguments = fixture.args();
        project.targets = fixture.targets();
        project.includeDirectories = fixture.includes();
        project.overrides = List.of(
                new FlagOverride("**", Optional.empty(), Optional.of(fixture.cpu()), List.of(), List.of(), List.of()));
        project.defines = List.of("HOME=\"" + System.getProperty("user.home") + "\"");
        project.write("program.bpf.c", Files.readString(fixture.source()));
        try {
            project.build();
        } catch (BuildFailedException expected) {
            assertTrue(expected.getMessage().startsWith("1 BPF source failed"), expected::getMessage);
        }

        var log = project.log();
        for (var text : fixture.says()) {
            assertTrue(
                    log.stream().anyMatch(line -> line.contains(text)),
                    () -> text + " is not in\n" + String.join("\n", log));
        }
        assertEquals(Set.of(fixture.problem()), new TreeSet<>(found(log)), () -> String.join("\n", log));
        var explained = log.stream()
                .filter(line -> !explained(line).isEmpty())
                .map(log::indexOf)
                .toList();
        assertTrue(explained.size() <= 1, () -> String.join("\n", log));
        for (var at : explained) {
            var first = log.indexOf(log.stream()
                    .filter(line -> line.contains(fixture.says().get(0)))
                    .findFirst()
                    .orElseThrow());
            assertTrue(first < at, () -> "the message comes first: " + String.join("\n", log));
        }
    }

    private static List<String> found(List<String> log) {
        return log.stream()
                .flatMap(line -> Stream.concat(match(NAMED, line), match(EXPLAINED, line)))
                .toList();
    }

    private static List<String> explained(String line) {
        return match(EXPLAINED, line).toList();
    }

    /** The identifier that a pattern finds, if it is one: clang and javac have such forms of their own. */
    private static Stream<String> match(Pattern pattern, String line) {
        return pattern.matcher(line).results().map(found -> found.group(1)).filter(IDS::contains);
    }

    @Test
    @DisplayName("has a test that provokes it")
    void complete() throws Exception {
        var provoked = new TreeSet<>(ELSEWHERE);
        provoked.addAll(List.of("unknown-target", "utf-16", "clang-killed"));
        fixtures().forEach(fixture -> provoked.add(fixture.problem()));

        assertEquals(IDS, provoked);
    }

    @Test
    @DisplayName("is seen in no good program: those of the linker's tests")
    void testPrograms() throws Exception {
        var project = project("programs");
        var root = Path.of("../bpf-linker-core").resolve(TestProgram.ROOT);
        copy(project, root, "");
        BuildProject.delete(project.source("types"));
        // Says in its first lines that libbpf no longer takes it.
        Files.delete(project.source("legacy_maps.bpf.c"));
        project.build();

        assertEquals(List.of(), found(project.log()), () -> String.join("\n", project.log()));
    }

    static List<Path> samples() throws IOException {
        try (var samples = Files.walk(Path.of("../it-projects"))) {
            return samples.filter(file -> file.endsWith("src/main/bpf"))
                    .filter(file -> SAMPLES_FOR_THEIR_POMS.stream().noneMatch(file.toString()::contains))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    @DisplayName("is seen in no sample project")
    void samples(Path sample) throws Exception {
        var project = project("sample");
        copy(project, sample, "");
        project.build();

        assertEquals(List.of(), found(project.log()), () -> String.join("\n", project.log()));
    }

    private BuildProject project(String name) {
        var project = new BuildProject(directory.resolve(name), WORKERS);
        project.builtinHeaders = true;
        project.targets = List.of("amd64", "arm64");
        return project;
    }

    private static void copy(BuildProject project, Path from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                project.write(to + from.relativize(file), Files.readString(file));
            }
        }
    }

    @Test
    @DisplayName("of the surroundings is named by what the plugin says of it")
    void unknownTarget() throws Exception {
        var project = new BuildProject(directory, WORKERS);
        project.targets = List.of("sparc");
        var said = "";
        try {
            project.build();
        } catch (InvalidConfigurationException wrong) {
            said = wrong.getMessage();
        }

        assertEquals(
                Optional.of("unknown-target"),
                Catalog.read(Map.of())
                        .explain(Message.of(Speaker.SURROUNDINGS, said))
                        .map(found -> found.problem().id()));
    }

    @Test
    @DisplayName("is a source in UTF-16")
    void utf16() throws Exception {
        var project = project("utf-16");
        project.write("program.bpf.c", "");
        Files.write(project.source("program.bpf.c"), "\ufeffint x;\n".getBytes(StandardCharsets.UTF_16LE));

        assertThrows(BuildFailedException.class, project::build);
        assertEquals(List.of("utf-16"), found(project.log()).stream().distinct().toList());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the launcher is a shell script")
    @DisplayName("is the end of clang from outside")
    void killed() throws Exception {
        var project = project("killed");
        project.write("program.bpf.c", BuildProject.program("return 2;"));
        // Ends as a process does for which there is no memory.
        var launcher = Files.writeString(directory.resolve("launcher"), "#!/bin/sh\nkill -9 $$\n");
        assertTrue(launcher.toFile().setExecutable(true));
        project.launcher = CompilerLauncher.of(List.of(launcher.toString()), directory, List.of());

        assertThrows(BuildFailedException.class, project::build);
        assertEquals(List.of("clang-killed"), found(project.log()));
    }

    @Test
    @DisplayName("has a name of small letters and hyphens, and none has two")
    void names() {
        var all = Catalog.read(Map.of()).problems().stream().map(Problem::id).toList();
        assertEquals(all.size(), IDS.size());
        assertTrue(all.stream().allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*")), all::toString);
    }
}
