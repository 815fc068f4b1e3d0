package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.cache.CacheKey;
import io.github.bpfmaven.plugin.cache.ContentCache;
import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.compile.LogLines;
import io.github.bpfmaven.plugin.compile.SourceFlags;
import io.github.bpfmaven.plugin.editor.CommandFiles;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each test has another checkout, and a cache in which there is nothing else than the snapshot: what it doesn't serve is compiled. */
@DisplayName("A build of many programs, with a snapshot of another one in its cache,")
final class SnapshotBuildTest {
    private static final int PROGRAMS = 24;
    private static final int KILLS = Integer.getInteger("bpf.test.kills", 50);
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    private static Path common;

    private static Map<String, String> outputs = Map.of();
    private static List<String> warnings = List.of();
    private static Path file = Path.of("");

    @TempDir
    private Path directory;

    @BeforeAll
    static void fill() throws Exception {
        var project = project(common.resolve("first"));
        project.shared = in(common.resolve("cache"));
        project.build();
        outputs = project.outputs();
        warnings = warnings(project);
        var snapshots = snapshots(common.resolve("cache"));
        assertEquals(1, snapshots.size());
        file = snapshots.get(0);
    }

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @Test
    @DisplayName("takes all from there, repeats the warnings, and leaves the next one nothing to do")
    void all() throws Exception {
        var project = checkout();
        var built = assertInstanceOf(BuildResult.Built.class, project.build());
        assertEquals(2 * PROGRAMS, built.objects().size());
        assertServed(project);
        assertEquals(PROGRAMS, warnings.size(), "all include a header with a mistake");
        assertEquals(
                warnings.stream()
                        .map(line -> line.replace(common.resolve("first").toString(), project.base.toString()))
                        .toList(),
                warnings(project));
        assertInstanceOf(BuildResult.UpToDate.class, project.build());
    }

    @Test
    @DisplayName("gives editors the commands of the place where it is")
    void commands() throws Exception {
        var elsewhere = checkout();
        elsewhere.build();
        assertServed(elsewhere);
        var commands = commands(elsewhere);
        assertTrue(commands.contains(elsewhere.source("p7.bpf.c").toString()), commands);
        assertFalse(commands.contains(common.resolve("first").toString()), commands);

        Files.delete(snapshots(directory.resolve("cache")).get(0));
        elsewhere.clean();
        elsewhere.build();
        assertEquals(commands, commands(elsewhere), "of a build that has found its results one by one");
        elsewhere.clean();
        elsewhere.build();
        assertServed(elsewhere);
        assertEquals(commands, commands(elsewhere), "of one with a snapshot that was taken here");
        elsewhere.write("p7.bpf.c", program(77));
        elsewhere.build();
        assertEquals(commands, commands(elsewhere), "of one that had them before");
    }

    @Test
    @DisplayName("starts no process, not even to ask clang which it is, and gives editors the clang of its path")
    void noProcess() throws Exception {
        var project = checkout();
        Files.delete(snapshots(directory.resolve("cache")).get(0));
        var one = toolchain("one");
        project.toolchain = one;
        project.build();
        assertTrue(commands(project).contains(one.toString()));
        var started = Files.readString(one.resolve("started"));
        assertFalse(started.isEmpty());

        project.clean();
        project.build();
        assertServed(project);
        assertTrue(commands(project).contains(one.toString()));
        assertEquals(started, Files.readString(one.resolve("started")));

        var two = Files.createSymbolicLink(directory.resolve("two"), one);
        project.toolchain = two;
        project.clean();
        project.build();
        assertServed(project);
        assertFalse(commands(project).contains(one.toString()), commands(project));
        assertTrue(commands(project).contains(two.toString()), commands(project));
    }

    /** LLVM with a clang that counts how often it runs. */
    private Path toolchain(String name) throws IOException {
        var llvm = TestLlvm.home().directory();
        var bin = Files.createDirectories(directory.resolve(name).resolve("bin"));
        Files.createSymbolicLink(directory.resolve(name).resolve("lib"), llvm.resolve("lib"));
        var clang = Files.writeString(
                bin.resolve("clang"),
                "#!/bin/sh\necho >> '" + directory.resolve(name).resolve("started") + "'\nexec '"
                        + llvm.resolve("bin/clang") + "' \"$@\"\n");
        assertTrue(clang.toFile().setExecutable(true));
        return directory.resolve(name);
    }

    @Test
    @DisplayName("changes nothing where commands for editors can't be written")
    void commandsNotWritable() throws Exception {
        var project = checkout();
        project.build();
        for (var place : List.of("common", "own")) {
            project.clean();
            Files.createDirectories(project.commands.orElseThrow().file().resolve("occupied"));
            assertThrows(IOException.class, project::build, place);
            assertEquals(Map.of(), project.outputs());
            assertFalse(Files.exists(project.file("target/bpf/default/results.state")));
            // The next one has been built where it is.
            Files.delete(snapshots(directory.resolve("cache")).get(0));
            project.clean();
            project.build();
        }
    }

    @Test
    @DisplayName("says again which settings are for no source")
    void settings() throws Exception {
        var project = checkout();
        project.overrides = List.of(
                new FlagOverride("nothing.bpf.c", Optional.of("3"), Optional.empty(), List.of(), List.of(), List.of()));
        try (var lines = new LogLines(SourceFlags.class)) {
            assertTrue(compiles(project));
            var said = lines.all();
            assertEquals(1, said.size(), said.toString());
            project.clean();
            assertFalse(compiles(project));
            assertEquals(List.of(said.get(0), said.get(0)), lines.all());
        }
    }

    private static String commands(BuildProject project) throws IOException {
        return Files.readString(project.commands.orElseThrow().file());
    }

    @Test
    @DisplayName("compiles afterwards what is edited, and nothing else")
    void edited() throws Exception {
        var project = checkout();
        project.build();
        project.write("p3.bpf.c", program(33));
        project.build();
        assertTrue(
                project.reasons().contains("p3.bpf.c: changed"),
                project.reasons().toString());
        assertTrue(
                project.reasons().stream().noneMatch(line -> line.startsWith("p4")),
                project.reasons().toString());
        assertEquals(clean(project), project.outputs());
    }

    @Test
    @DisplayName("finds out that a source or a header has changed")
    void changed() throws Exception {
        for (var name : List.of("p5.bpf.c", "common.h")) {
            var project = checkout();
            project.write(name, Files.readString(project.source(name)) + "int another;\n");
            assertCompiled(project);
        }
    }

    @Test
    @DisplayName("finds out that there is a header now where one is looked for earlier")
    void earlier() throws Exception {
        var project = checkout();
        Files.writeString(
                project.file("include/common.h"),
                Files.readString(project.source("common.h")).replace("ONE 1", "ONE 2"));
        assertCompiled(project);
    }

    @Test
    @DisplayName("finds out that there is another source, or one less")
    void listing() throws Exception {
        var more = checkout();
        more.write("more.bpf.c", program(1));
        assertCompiled(more);
        var less = checkout();
        Files.delete(less.source("p0.bpf.c"));
        assertCompiled(less);
        assertFalse(less.outputs().keySet().stream().anyMatch(name -> name.contains("p0")));
    }

    @Test
    @DisplayName("finds out that it is asked for something else")
    void request() throws Exception {
        var flags = checkout();
        flags.defines = List.of("X=1");
        assertTrue(compiles(flags));
        var plugin = checkout();
        plugin.version = "2.0";
        assertTrue(compiles(plugin));
        var scaffold = checkout();
        scaffold.basePackage = "other";
        assertTrue(compiles(scaffold));
    }

    @Test
    @DisplayName(
            "where another execution has built already, has its own results one by one: both have one file of reports")
    void executions() throws Exception {
        var project = checkout();
        Files.createDirectories(project.file("target/bpf/other"));
        Files.writeString(project.file("target/bpf/other/objects.state"), "");
        assertTrue(compiles(project));
    }

    @Test
    @DisplayName("takes nothing from one that is damaged anywhere")
    void damaged() throws Exception {
        var whole = Files.readAllBytes(file);
        var random = new Random(7);
        for (var time = 0; time < 6; time++) {
            var project = checkout();
            var bytes = whole.clone();
            bytes[time == 0 ? bytes.length - 1 : random.nextInt(bytes.length)] ^= 1;
            Files.write(snapshots(directory.resolve("cache")).get(0), bytes);
            assertTrue(compiles(project));
            assertEquals(outputs, project.outputs());
            try (var left = Files.walk(project.file("target/bpf/default"))) {
                assertTrue(left.map(Path::toString)
                        .noneMatch(path -> path.contains("staging/") || path.endsWith(".part")));
            }
        }
    }

    @Test
    @DisplayName("finds no path of the machine there that has filled it")
    void noPaths() throws Exception {
        var name = file.getFileName().toString();
        var key = new CacheKey(name.substring(name.indexOf('.') + 1), name.substring(0, name.indexOf('.')));
        try (var parts =
                ContentCache.in(common.resolve("cache"), 1L << 30).parts(key).orElseThrow()) {
            var number = 0;
            var hasCommands = false;
            for (var part = parts.part(0); part.isPresent(); part = parts.part(number)) {
                var text = new String(part.get(), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(common.toString()), "part " + number);
                if (text.contains("-fsyntax-only")) {
                    assertFalse(text.contains(TestLlvm.home().directory().toString()), "commands for editors");
                    hasCommands = true;
                }
                number++;
            }
            assertTrue(number > 2, number + " parts");
            assertTrue(hasCommands);
        }
    }

    @Test
    @DisplayName("killed at any time, is completed by the next one")
    void killed() throws Exception {
        var project = checkout();
        project.build();
        var whole = 0L;
        for (var kill = -1; kill < Math.max(1, KILLS / 2); kill++) {
            project.clean();
            var start = System.nanoTime();
            var process = BuildProcess.start(List.of(
                    project.base.toString(), directory.resolve("cache").toString(), Long.toString(1L << 30), "many"));
            if (kill < 0) {
                assertEquals(0, process.waitFor());
                assertServed(project);
                whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                continue;
            }
            // A JVM starts in the first third of that time.
            process.waitFor(whole / 3 + new Random(kill).nextLong(whole), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            project.build();
            assertServed(project);
            assertInstanceOf(BuildResult.UpToDate.class, project.build());
        }
    }

    @Test
    @DisplayName("keeps one itself when it begins anew, and only of what it has left")
    void saves() throws Exception {
        var project = checkout();
        Files.delete(snapshots(directory.resolve("cache")).get(0));
        assertTrue(compiles(project));
        assertEquals(1, snapshots(directory.resolve("cache")).size());
        project.clean();
        project.build();
        assertServed(project);

        var few = checkout();
        Files.delete(snapshots(directory.resolve("cache")).get(0));
        few.targets = List.of("bpfel");
        few.build();
        assertEquals(List.of(), snapshots(directory.resolve("cache")), "of fewer files");
    }

    @Test
    @DisplayName("puts reports on objects back as well")
    void provenance() throws Exception {
        var project = checkout();
        project.provenance = true;
        assertTrue(compiles(project));
        var before = project.outputs();
        assertNotEquals(outputs, before);
        project.clean();
        project.build();
        assertFalse(project.ranClang(), project.log().toString());
        assertEquals(before, project.outputs());
        project.write("p3.bpf.c", program(33));
        project.build();
        assertEquals(clean(project), project.outputs());
    }

    private static void assertServed(BuildProject project) throws IOException {
        assertFalse(project.ranClang(), project.log().toString());
        assertEquals(outputs, project.outputs());
    }

    private void assertCompiled(BuildProject project) throws Exception {
        assertTrue(compiles(project));
        assertNotEquals(outputs, project.outputs());
        assertEquals(clean(project), project.outputs());
    }

    private static boolean compiles(BuildProject project) throws Exception {
        project.build();
        return project.ranClang();
    }

    /** What a build without any cache leaves. */
    private static Map<String, String> clean(BuildProject project) throws Exception {
        var left = project.outputs();
        project.clean();
        project.shared = SharedResults.none();
        project.build();
        var clean = project.outputs();
        assertEquals(clean, left);
        return clean;
    }

    /** A new one, and a new cache. */
    private BuildProject checkout() throws IOException {
        BuildProject.delete(directory.resolve("checkout"));
        BuildProject.delete(directory.resolve("cache"));
        var copy = directory.resolve("cache").resolve(common.resolve("cache").relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
        var project = project(directory.resolve("checkout"));
        project.shared = in(directory.resolve("cache"));
        return project;
    }

    static BuildProject project(Path base) throws IOException {
        var project = new BuildProject(base, WORKERS);
        for (var number = 0; number < PROGRAMS; number++) {
            project.write("p" + number + ".bpf.c", program(number));
        }
        project.write(
                "common.h", "#define ONE 1\nstatic inline int unused(void)\n{\n\tint warned;\n\treturn ONE;\n}\n");
        project.write("util.c", "int util(int x)\n{\n\treturn x + 1;\n}\n");
        Files.createDirectories(project.file("include"));
        many(project);
        return project;
    }

    /** What the POM of many programs would say. */
    static void many(BuildProject project) {
        project.targets = List.of("bpfel", "bpfeb");
        project.arguments = List.of("-Wall");
        project.includeDirectories = List.of(project.file("include"));
        project.builtinHeaders = true;
        var own = CommandFiles.own(project.file("target/bpf/default"));
        project.commands = Optional.of(new CommandFiles(project.file("target"), own, List.of(own)));
    }

    private static String program(int number) {
        return "#include <linux/types.h>\n#include <common.h>\nint util(int);\n"
                + BuildProject.program("__u32 x = ONE; return util(x) + " + number + ";");
    }

    private static SharedResults in(Path cache) {
        return new SharedResults(ContentCache.in(cache, 1L << 30));
    }

    private static List<Path> snapshots(Path cache) throws IOException {
        try (var files = Files.walk(cache)) {
            return files.filter(path -> path.toString().endsWith(".snapshot")).toList();
        }
    }

    private static List<String> warnings(BuildProject project) {
        return project.log().stream().filter(line -> line.startsWith("WARNING")).toList();
    }
}
