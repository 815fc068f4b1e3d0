package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.cache.CacheKey;
import io.github.bpfmaven.plugin.cache.ContentCache;
import io.github.bpfmaven.plugin.compile.CompilerLauncher;
import io.github.bpfmaven.plugin.incremental.SharedResults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A build with a warm cache")
final class CachedBuildTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    private Path directory;

    private Path cache;
    private BuildProject project;

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @BeforeEach
    void build() throws Exception {
        cache = directory.resolve("cache");
        project = project("one");
        project.build();
    }

    @Test
    @DisplayName("takes everything from there after a clean, without LLVM")
    void clean() throws Exception {
        var before = project.outputs();
        project.clean();
        renew();
        assertInstanceOf(BuildResult.Built.class, project.build());
        assertFalse(project.ranClang(), project.log().toString());
        assertEquals(before, project.outputs());
        assertInstanceOf(BuildResult.UpToDate.class, project.build());
    }

    @Test
    @DisplayName("serves another checkout, in which warnings name the files that are there")
    void elsewhere() throws Exception {
        var other = project("two");
        assertInstanceOf(BuildResult.Built.class, other.build());
        assertFalse(other.ranClang(), other.log().toString());
        assertEquals(project.outputs(), other.outputs());
        assertEquals(1, warnings(project).size(), project.log().toString());
        assertEquals(
                warnings(project).stream()
                        .map(line -> line.replace(project.base.toString(), other.base.toString())
                                .replace(
                                        directory.resolve("one include").toString(),
                                        directory.resolve("two include").toString()))
                        .toList(),
                warnings(other));
    }

    @Test
    @DisplayName("tells sources apart that read other headers, and knows both")
    void twoStates() throws Exception {
        var header = directory.resolve("one include/common.h");
        var text = Files.readString(header);
        Files.writeString(header, text.replace("ONE 1", "ONE 2"));
        project.build();
        assertTrue(project.ranClang());
        var second = project.outputs();
        for (var number : List.of("1", "2", "1")) {
            Files.writeString(header, text.replace("ONE 1", "ONE " + number));
            project.clean();
            renew();
            project.build();
            assertFalse(project.ranClang(), project.log().toString());
            assertEquals(number.equals("2"), second.equals(project.outputs()));
        }
    }

    @Test
    @DisplayName(
            "has nothing there of a build during which a header was changed, neither the program's nor a library's")
    void changedMeanwhile() throws Exception {
        var header = directory.resolve("one include/common.h");
        var launcher = directory.resolve("launcher");
        // After clang has read it for the program; once.
        Files.writeString(
                launcher,
                "#!/bin/sh\n\"$@\" || exit\ncase \"$*\" in *one.bpf.c) sed -i 's/ONE 1/ONE 7/' '" + header
                        + "';; esac\n");
        launcher.toFile().setExecutable(true);
        // Nobody knows the header yet: its digest is taken when clang has listed it.
        project.clean();
        cache = directory.resolve("another cache");
        renew();
        project.launcher = new CompilerLauncher(List.of(launcher.toString()));
        project.build();
        var stale = project.outputs();
        assertTrue(Files.readString(header).contains("ONE 7"), "changed while clang ran");
        project.build();
        var next = project.outputs();
        project.clean();
        renew();
        project.build();
        var fromCache = project.outputs();
        project.clean();
        project.shared = SharedResults.none();
        project.build();
        assertNotEquals(stale, project.outputs(), "the header matters");
        assertEquals(project.outputs(), next);
        assertEquals(project.outputs(), fromCache);
    }

    @Test
    @DisplayName("links with library code that it has from there")
    void bitcode() throws Exception {
        project.clean();
        renew();
        project.exports = Set.of("util");
        project.build();
        var linked = project.outputs();
        project.clean();
        project.shared = SharedResults.none();
        project.build();
        assertEquals(project.outputs(), linked);
    }

    @Test
    @DisplayName("names no directory of the machine that filled it")
    void noPaths() throws Exception {
        var content = ContentCache.in(cache, 1L << 30);
        var named = 0;
        for (var file : entries()) {
            var name = file.getFileName().toString();
            var dot = name.indexOf('.');
            var entry = content.get(new CacheKey(name.substring(dot + 1), name.substring(0, dot)));
            var text = new String(entry.orElseThrow(), StandardCharsets.ISO_8859_1);
            assertFalse(text.contains(directory.toString()), name);
            named += text.contains("<include1>/common.h") ? 1 : 0;
        }
        assertTrue(named > 0);
    }

    private List<Path> entries() throws IOException {
        try (var files = Files.walk(cache)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && file.getFileName().toString().matches("[0-9a-f]{64}\\..*"))
                    .toList();
        }
    }

    @Test
    @DisplayName("builds what is damaged there")
    void damaged() throws Exception {
        var before = project.outputs();
        for (var file : entries()) {
            var bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        project.clean();
        renew();
        project.build();
        assertTrue(project.ranClang());
        assertEquals(before, project.outputs());
    }

    @Test
    @DisplayName("of many programs finds all of them in one file, and what is damaged there elsewhere")
    void pack() throws Exception {
        project.clean();
        cache = directory.resolve("cache of many");
        renew();
        for (var number = 0; number < 12; number++) {
            project.write("many/p" + number + ".bpf.c", BuildProject.program("return " + number + ";"));
        }
        project.build();
        var before = project.outputs();
        var packs = entries().stream()
                .filter(file -> file.toString().endsWith(".pack"))
                .toList();
        assertEquals(1, packs.size());
        var whole = Files.readAllBytes(packs.get(0));

        var alone = directory.resolve("the pack alone");
        var copy = alone.resolve(cache.relativize(packs.get(0)));
        Files.createDirectories(copy.getParent());
        Files.write(copy, whole);
        project.clean();
        project.shared = new SharedResults(ContentCache.in(alone, 1L << 30));
        project.build();
        assertFalse(project.ranClang(), project.log().toString());
        assertEquals(before, project.outputs());

        for (var at = 1; at < 8; at++) {
            whole[whole.length / 8 * at] ^= 1;
        }
        Files.write(packs.get(0), whole);
        project.clean();
        renew();
        project.build();
        assertFalse(project.ranClang(), project.log().toString());
        assertEquals(before, project.outputs());
        assertInstanceOf(BuildResult.UpToDate.class, project.build());
    }

    private static List<String> warnings(BuildProject project) {
        return project.log().stream().filter(line -> line.startsWith("WARNING")).toList();
    }

    private void renew() {
        project.shared = new SharedResults(ContentCache.in(cache, 1L << 30));
    }

    private BuildProject project(String name) throws IOException {
        var made = new BuildProject(directory.resolve(name), WORKERS);
        made.shared = new SharedResults(ContentCache.in(cache, 1L << 30));
        // Outside, so that clang gets to know it by a path of this machine.
        var include = Files.createDirectories(directory.resolve(name + " include"));
        Files.writeString(
                include.resolve("common.h"),
                "#define ONE 1\nstatic inline int unused(void)\n{\n\tint warned;\n\treturn ONE;\n}\n");
        made.includeDirectories = List.of(include);
        made.arguments = List.of("-Wall");
        made.write("one.bpf.c", "#include <common.h>\nint util(int);\n" + BuildProject.program("return util(ONE);"));
        made.write("util.c", "int util(int x)\n{\n\treturn x + 1;\n}\n");
        return made;
    }
}
