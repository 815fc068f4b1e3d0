package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.compile.FlagOverride;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A build after another one")
final class IncrementalBuildTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    private Path directory;

    private BuildProject project;

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @BeforeEach
    void build() throws Exception {
        project = new BuildProject(directory, WORKERS);
        project.includeDirectories = List.of(directory.resolve("first"), directory.resolve("second"));
        project.write("one.bpf.c", "#include <common.h>\nint util(int);\n" + BuildProject.program("return util(ONE);"));
        project.write("two.bpf.c", BuildProject.program("return 2;"));
        project.write("util.c", "int util(int x)\n{\n\treturn x + 1;\n}\n");
        project.write("spare.c", "int spare(int x)\n{\n\treturn x + 2;\n}\n");
        project.write("../../../second/common.h", "#define ONE 1\n");
        project.write("unrelated.h", "#define TWO 2\n");
        project.build();
    }

    @Test
    @DisplayName("does nothing when nothing has changed")
    void nothing() throws Exception {
        var before = project.outputs();
        assertNothingToDo();
        assertEquals(List.of("INFO Nothing to do: 2 objects are up to date"), project.log());
        assertEquals(before, project.outputs());
    }

    @Test
    @DisplayName("compiles the source that has changed, and says so")
    void source() throws Exception {
        project.write("two.bpf.c", BuildProject.program("return 3;"));
        assertRebuilt("two.bpf.c: changed");
        assertNothingToDo();
    }

    @Test
    @DisplayName("compiles the sources whose header has changed, and none for a header that nobody reads")
    void header() throws Exception {
        project.write("../../../second/common.h", "#define ONE 11\n");
        assertRebuilt("one.bpf.c: header common.h changed");
        project.write("unrelated.h", "// Now with a comment.\n");
        assertNothingToDo();
    }

    @Test
    @DisplayName("does nothing when files were touched, or written again with the same text")
    void touched() throws Exception {
        Files.setLastModifiedTime(project.source("one.bpf.c"), FileTime.fromMillis(1));
        project.write("../../../second/common.h", "#define ONE 1\n");
        assertNothingToDo();
    }

    @Test
    @DisplayName("sees a change that has kept size and date")
    void sameStamp() throws Exception {
        var file = project.source("two.bpf.c");
        var time = Files.getLastModifiedTime(file);
        project.write("two.bpf.c", BuildProject.program("return 3;"));
        Files.setLastModifiedTime(file, time);
        assertRebuilt("two.bpf.c: changed");
    }

    @Test
    @DisplayName("compiles what would now read another header, and nothing for one further down the path")
    void shadowed() throws Exception {
        project.write("../../../first/common.h", "#define ONE 5\n");
        assertRebuilt("one.bpf.c: there is a header first/common.h now");
        Files.delete(project.file("first/common.h"));
        assertRebuilt("one.bpf.c: header common.h is gone");
        project.write("common.h", "#define ONE 9\n");
        assertNothingToDo();
    }

    @Test
    @DisplayName("compiles everything with other flags, and only what they are for")
    void flags() throws Exception {
        project.defines = List.of("A=1");
        assertRebuilt(
                "spare.c: flags changed",
                "util.c: flags changed",
                "one.bpf.c: flags changed",
                "two.bpf.c: flags changed");
        project.overrides =
                List.of(new FlagOverride("two", Optional.empty(), Optional.of("v2"), List.of(), List.of(), List.of()));
        assertRebuilt("two.bpf.c: flags changed");
    }

    @Test
    @DisplayName("compiles what reads a file that only an argument names")
    void responseFile() throws Exception {
        Files.writeString(project.file("more.args"), "-DMORE=1\n");
        project.overrides = List.of(new FlagOverride(
                "two", Optional.empty(), Optional.empty(), List.of(), List.of("@more.args"), List.of()));
        assertRebuilt("two.bpf.c: flags changed");
        Files.writeString(project.file("more.args"), "-DMORE=2\n");
        assertRebuilt("two.bpf.c: header more.args changed");
    }

    @Test
    @DisplayName("compiles what would include another file by argument")
    void includedByArgument() throws Exception {
        project.overrides = List.of(new FlagOverride(
                "two", Optional.empty(), Optional.empty(), List.of(), List.of("-include", "common.h"), List.of()));
        assertRebuilt("two.bpf.c: flags changed");
        Files.writeString(project.file("common.h"), "#define ONE 3\n");
        assertRebuilt("two.bpf.c: there is a header common.h now");
    }

    @Test
    @DisplayName("compiles for a target that is new, and nothing when one goes")
    void targets() throws Exception {
        project.targets = List.of("bpfel", "bpfeb");
        assertRebuilt("spare.c: new", "util.c: new", "one.bpf.c: new", "two.bpf.c: new");
        project.targets = List.of("bpfeb");
        assertRebuilt();
        assertFalse(project.ranClang());
        assertFalse(Files.exists(object("one_bpfel.o")));
    }

    @Test
    @DisplayName("compiles everything with another LLVM, which it knows without starting it")
    void llvm() throws Exception {
        var prefix = directory.resolve("llvm");
        Files.createDirectories(prefix.resolve("bin"));
        Files.copy(TestLlvm.home().clang(), prefix.resolve("bin/clang"));
        assertTrue(prefix.resolve("bin/clang").toFile().setExecutable(true));
        Files.createSymbolicLink(prefix.resolve("lib"), TestLlvm.home().libraryDirectory());
        project.toolchain = prefix;
        var all = new String[] {
            "spare.c: LLVM changed", "util.c: LLVM changed", "one.bpf.c: LLVM changed", "two.bpf.c: LLVM changed"
        };
        assertRebuilt(all);
        assertNothingToDo();
        Files.setLastModifiedTime(prefix.resolve("bin/clang"), FileTime.fromMillis(1_000_000_000_000L));
        assertRebuilt(all);
    }

    @Test
    @DisplayName("compiles everything with another plugin, and takes its headers only")
    void plugin() throws Exception {
        project.builtinHeaders = true;
        project.write("two.bpf.c", "#include <vmlinux.h>\n" + BuildProject.program("return 2;"));
        project.build();
        var headers = project.file("target/bpf/default/headers");
        Files.writeString(headers.resolve("dropped.h"), "");
        var types = headers.resolve("vmlinux/x86.h");
        var before = Files.readString(types);
        Files.writeString(types, before + "\n// of an older plugin\n");
        project.version = "2.0";
        assertRebuilt(
                "spare.c: the plugin changed",
                "util.c: the plugin changed",
                "one.bpf.c: the plugin changed",
                "two.bpf.c: the plugin changed");
        assertFalse(Files.exists(headers.resolve("dropped.h")));
        assertEquals(before, Files.readString(types));
    }

    @Test
    @DisplayName("puts the plugin's headers back as they were")
    void pluginsHeaders() throws Exception {
        project.builtinHeaders = true;
        project.build();
        var headers = project.file("target/bpf/default/headers");
        var before = Files.readString(headers.resolve("bpf/bpf_helpers.h"));
        Files.writeString(headers.resolve("bpf/bpf_helpers.h"), "#error mine\n");
        Files.delete(headers.resolve("linux/types.h"));
        project.write("two.bpf.c", "#include <bpf/bpf_helpers.h>\n" + BuildProject.program("return 3;"));
        assertRebuilt("two.bpf.c: changed");
        assertEquals(before, Files.readString(headers.resolve("bpf/bpf_helpers.h")));
        assertTrue(Files.exists(headers.resolve("linux/types.h")));
        assertNothingToDo();
    }

    @Test
    @DisplayName("links again with other linker options, and compiles nothing")
    void linkerOptions() throws Exception {
        var bitcode = Files.getLastModifiedTime(bitcode("one.bpf_bpfel.bc"));
        project.exports = Set.of("util");
        assertRebuilt("one.bpf.c: linker options changed", "two.bpf.c: linker options changed");
        assertEquals(bitcode, Files.getLastModifiedTime(bitcode("one.bpf_bpfel.bc")));
    }

    @Test
    @DisplayName(
            "links the programs that a library source concerns: those that pull it in, and all if it defines something else")
    void librarySource() throws Exception {
        project.write("util.c", "int util(int x)\n{\n\treturn x + 100;\n}\n");
        assertRebuilt("util.c: changed", "one.bpf.c: library util.c changed");
        project.write("spare.c", "int spare(int x)\n{\n\treturn x + 200;\n}\n");
        assertRebuilt("spare.c: changed");
        project.write("spare.c", "int another(int x)\n{\n\treturn x + 200;\n}\n");
        assertRebuilt("spare.c: changed", "one.bpf.c: library spare.c changed", "two.bpf.c: library spare.c changed");
        Files.delete(project.source("spare.c"));
        assertRebuilt("one.bpf.c: library spare.c is gone", "two.bpf.c: library spare.c is gone");
        assertFalse(Files.exists(bitcode("spare_bpfel.bc")));
    }

    @Test
    @DisplayName("links all programs when compiled library code has changed")
    void libraryFile() throws Exception {
        var library = project.file("lib.bc");
        Files.copy(bitcode("spare_bpfel.bc"), library);
        Files.delete(project.source("spare.c"));
        project.libraries = List.of("lib.bc");
        project.build();
        assertNothingToDo();
        Files.copy(bitcode("util_bpfel.bc"), library, StandardCopyOption.REPLACE_EXISTING);
        assertRebuilt("one.bpf.c: library lib.bc changed", "two.bpf.c: library lib.bc changed");
    }

    @Test
    @DisplayName("neither compiles nor links for other Java")
    void scaffold() throws Exception {
        var before = project.outputs();
        project.basePackage = "it.moved";
        assertRebuilt();
        assertFalse(project.ranClang());
        assertTrue(Files.exists(project.file("target/generated-resources/bpf/it/moved/one_bpfel.o")));
        assertFalse(Files.exists(object("one_bpfel.o")));
        project.types = new TypeSelection(true, List.of(), "Raw");
        assertRebuilt();
        assertFalse(project.ranClang());
        project.generateLoader = true;
        assertRebuilt();
        assertFalse(project.ranClang());
        project.generateLoader = false;
        project.basePackage = "it";
        project.types = TypeSelection.DEFAULT;
        assertRebuilt();
        assertEquals(before, project.outputs());
    }

    @Test
    @DisplayName("evaluates constants alone when others are asked for")
    void constants() throws Exception {
        var bitcode = Files.getLastModifiedTime(bitcode("one.bpf_bpfel.bc"));
        project.constants = List.of("ONE");
        assertRebuilt();
        assertTrue(Files.readString(project.file("target/generated-sources/bpf/it/OneBpf.java"))
                .contains("ONE"));
        assertEquals(bitcode, Files.getLastModifiedTime(bitcode("one.bpf_bpfel.bc")));
        assertNothingToDo();
        Files.delete(project.file("target/generated-sources/bpf/it/OneBpf.java"));
        assertRebuilt();
        assertFalse(project.ranClang());
    }

    @Test
    @DisplayName("makes what is missing or was changed, from what is there")
    void damagedOutputs() throws Exception {
        var before = project.outputs();
        Files.writeString(object("one_bpfel.o"), "changed");
        assertRebuilt("one.bpf.c: its object one_bpfel.o is missing or was changed");
        Files.delete(object("one_bpfel.o"));
        Files.delete(bitcode("one.bpf_bpfel.bc"));
        assertRebuilt("one.bpf.c: its object one_bpfel.o is missing or was changed");
        Files.delete(project.file("target/generated-sources/bpf/it/TwoBpf.java"));
        assertRebuilt();
        assertFalse(project.ranClang());
        Files.delete(project.file("target/bpf/default/outputs.list"));
        assertNothingToDo();
        assertTrue(Files.exists(project.file("target/bpf/default/outputs.list")));
        assertEquals(before, project.outputs());
    }

    @Test
    @DisplayName("compiles what has changed, whatever has become of its objects")
    void changedWithDamagedOutputs() throws Exception {
        project.write("two.bpf.c", BuildProject.program("return 3;"));
        Files.writeString(object("two_bpfel.o"), "no object");
        assertRebuilt("two.bpf.c: changed");
        var built = project.outputs();
        project.write("two.bpf.c", BuildProject.program("return 4;"));
        Files.delete(object("two_bpfel.o"));
        assertRebuilt("two.bpf.c: changed");
        project.write("two.bpf.c", BuildProject.program("return 3;"));
        assertRebuilt("two.bpf.c: changed");
        assertEquals(built, project.outputs());
    }

    @Test
    @DisplayName("takes bitcode for what it is")
    void damagedBitcode() throws Exception {
        var before = project.outputs();
        Files.write(bitcode("one.bpf_bpfel.bc"), Files.readAllBytes(bitcode("two.bpf_bpfel.bc")));
        assertNothingToDo();
        Files.delete(object("one_bpfel.o"));
        assertRebuilt("one.bpf.c: its object one_bpfel.o is missing or was changed");
        assertEquals(before, project.outputs());
    }

    @Test
    @DisplayName("starts anew when what it remembers is damaged or missing")
    void damagedState() throws Exception {
        var before = project.outputs();
        for (var name : List.of("build.state", "results.state")) {
            var state = project.file("target/bpf/default").resolve(name);
            var bytes = Files.readAllBytes(state);
            for (var at = 1; at < bytes.length; at += bytes.length / 10) {
                var damaged = bytes.clone();
                damaged[at] ^= 4;
                Files.write(state, damaged);
                project.build();
                assertEquals(before, project.outputs());
                Files.write(state, Arrays.copyOf(bytes, at));
                project.build();
                assertEquals(before, project.outputs());
            }
        }
    }

    @Test
    @DisplayName("deletes what a removed source had, also what Maven has copied")
    void removed() throws Exception {
        var classes = project.file("target/classes/it");
        Files.createDirectories(classes);
        Files.copy(object("two_bpfel.o"), classes.resolve("two_bpfel.o"));
        Files.writeString(classes.resolve("one_bpfel.o"), "somebody else's");
        Files.delete(project.source("two.bpf.c"));
        assertRebuilt();
        assertFalse(project.ranClang());
        assertEquals(3, project.outputs().size(), project.outputs().toString());
        assertFalse(Files.exists(bitcode("two.bpf_bpfel.bc")));
        assertFalse(Files.exists(classes.resolve("two_bpfel.o")));
        Files.delete(project.source("one.bpf.c"));
        assertInstanceOf(BuildResult.NoSources.class, project.build());
        assertEquals(0, project.outputs().size(), project.outputs().toString());
        assertFalse(Files.exists(bitcode("one.bpf_bpfel.bc")));
        assertTrue(Files.exists(classes.resolve("one_bpfel.o")));
    }

    @Test
    @DisplayName("that failed compiles only what has failed")
    void afterFailure() throws Exception {
        var before = project.outputs();
        project.write("two.bpf.c", "int broken(\n");
        project.write("../../../second/common.h", "#define ONE 11\n");
        assertThrows(BuildFailedException.class, project::build);
        assertEquals(before, project.outputs());
        assertThrows(BuildFailedException.class, project::build);
        assertEquals(List.of("two.bpf.c: changed"), project.reasons());
        project.write("two.bpf.c", BuildProject.program("return 3;"));
        assertRebuilt("two.bpf.c: changed");
        assertNotEquals(before, project.outputs());
        assertFalse(Files.exists(project.file("target/bpf/default/objects")));
    }

    @Test
    @DisplayName("says again what there was to say of sources that have not changed")
    void warnings() throws Exception {
        project.arguments = List.of("-Wall");
        project.write("two.bpf.c", BuildProject.program("int unused; return 2;"));
        project.build();
        var warnings = project.log().stream()
                .filter(line -> line.startsWith("WARNING"))
                .toList();
        assertEquals(1, warnings.size(), project.log().toString());
        project.write("one.bpf.c", "#include <common.h>\n" + BuildProject.program("return ONE;"));
        assertRebuilt("one.bpf.c: changed");
        assertEquals(
                warnings,
                project.log().stream()
                        .filter(line -> line.startsWith("WARNING"))
                        .toList());
        assertNothingToDo();
        assertEquals(1, project.log().size(), project.log().toString());
    }

    @Test
    @DisplayName("gives twenty reasons, and then a number")
    void manyReasons() throws Exception {
        for (var number = 0; number < 30; number++) {
            project.write("many" + number + ".bpf.c", BuildProject.program("return " + number + ";"));
        }
        project.build();
        assertEquals(20, project.reasons().size());
        assertTrue(
                project.log().contains("INFO ... and 10 more sources (-X lists them)"),
                project.log().toString());
    }

    private Path object(String name) {
        return project.file("target/generated-resources/bpf/it").resolve(name);
    }

    private Path bitcode(String name) {
        return project.file("target/bpf/default/bitcode").resolve(name);
    }

    private void assertNothingToDo() throws Exception {
        assertInstanceOf(
                BuildResult.UpToDate.class, project.build(), () -> project.log().toString());
        assertFalse(project.ranClang(), project.log().toString());
    }

    private void assertRebuilt(String... reasons) throws Exception {
        assertInstanceOf(
                BuildResult.Built.class, project.build(), () -> project.log().toString());
        assertEquals(List.of(reasons), project.reasons());
    }
}
