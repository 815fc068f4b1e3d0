package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.plugin.cache.ContentCache;
import io.github.bpfmaven.plugin.compile.CompilerLauncher;
import io.github.bpfmaven.plugin.incremental.SharedResults;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A change that is easily overlooked")
final class HiddenChangesTest {
    private static final SharedWorkers WORKERS = new SharedWorkers();

    @TempDir
    private Path directory;

    private BuildProject project;

    @AfterAll
    static void endWorkers() {
        WORKERS.endIdle();
    }

    @BeforeEach
    void create() {
        project = project("project");
    }

    @Test
    @DisplayName("is seen where a link to a directory leads elsewhere, to a header with the very same stamp")
    void linkedDirectory() throws Exception {
        twins(project.file("v1/x.h"), project.file("v2/x.h"));
        Files.createSymbolicLink(project.file("current"), Path.of("v1"));
        project.arguments = List.of("-Icurrent");
        project.write("a.bpf.c", "#include <x.h>\n" + BuildProject.program("return X;"));
        project.build();
        Thread.sleep(100);
        project.build();
        Files.delete(project.file("current"));
        Files.createSymbolicLink(project.file("current"), Path.of("v2"));
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen where a header is a link that leads elsewhere, to one with the very same stamp")
    void linkedFile() throws Exception {
        twins(project.file("v1/x.h"), project.file("v2/x.h"));
        Files.createSymbolicLink(project.source("x.h"), project.file("v1/x.h"));
        project.write("a.bpf.c", "#include \"x.h\"\n" + BuildProject.program("return X;"));
        project.build();
        Thread.sleep(100);
        project.build();
        Files.delete(project.source("x.h"));
        Files.createSymbolicLink(project.source("x.h"), project.file("v2/x.h"));
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen in a header behind a link and ..")
    void beyondLink() throws Exception {
        Files.createDirectories(project.file("elsewhere/inner"));
        Files.writeString(project.file("elsewhere/x.h"), "#define X 1\n");
        Files.createSymbolicLink(project.source("link"), project.file("elsewhere/inner"));
        project.write("x.h", "#define X 1\n");
        project.write("a.bpf.c", "#include \"link/../x.h\"\n" + BuildProject.program("return X;"));
        project.build();
        assertInstanceOf(
                BuildResult.UpToDate.class, project.build(), () -> project.log().toString());
        Files.writeString(project.file("elsewhere/x.h"), "#define X 2\n");
        assertAsClean(true);
    }

    @Test
    @DisplayName("is none where a name leads through a directory that isn't there")
    void throughNothing() throws Exception {
        project.includeDirectories = List.of(project.file("first"), project.file("second"));
        Files.createDirectories(project.file("second"));
        Files.writeString(project.file("second/x.h"), "#define X 1\n");
        project.write("a.bpf.c", "#include <../second/x.h>\n" + BuildProject.program("return X;"));
        project.build();
        assertInstanceOf(
                BuildResult.UpToDate.class, project.build(), () -> project.log().toString());
        project.write("b.bpf.c", BuildProject.program("return 2;"));
        project.build();
        assertEquals(List.of("b.bpf.c: new"), project.reasons());
    }

    @Test
    @DisplayName("is seen between two checkouts whose headers are beside the module")
    void besideTheModule() throws Exception {
        for (var include : List.of("#include <x.h>", "#include \"../../../../shared/x.h\"")) {
            var cache = new SharedResults(ContentCache.in(directory.resolve("cache"), 1L << 30));
            for (var number = 1; number <= 2; number++) {
                var checkout = "checkout" + number + include.length();
                var one = project(checkout + "/module");
                one.shared = cache;
                one.arguments = List.of("-I../shared");
                one.write("a.bpf.c", include + "\n" + BuildProject.program("return X;"));
                Files.createDirectories(directory.resolve(checkout + "/shared"));
                Files.writeString(directory.resolve(checkout + "/shared/x.h"), "#define X " + number + "\n");
                one.build();
                project = one;
                assertClean(one.outputs(), include + number);
                Files.writeString(directory.resolve(checkout + "/shared/x.h"), "#define X 3" + number + "\n");
                one.shared = cache;
                assertAsClean(true);
                one.shared = cache;
                one.build();
                Files.writeString(directory.resolve(checkout + "/shared/x.h"), "#define X " + number + "\n");
                assertAsClean(true);
            }
        }
    }

    @Test
    @DisplayName("is seen in a copy of a project with its build directory")
    void copied() throws Exception {
        var one = project("first/module");
        one.arguments = List.of("-I../shared");
        one.write("a.bpf.c", "#include <x.h>\n" + BuildProject.program("return X;"));
        Files.createDirectories(directory.resolve("first/shared"));
        Files.writeString(directory.resolve("first/shared/x.h"), "#define X 1\n");
        one.build();
        var copy = new ProcessBuilder(
                "cp",
                "-a",
                directory.resolve("first").toString(),
                directory.resolve("second").toString());
        assertEquals(0, copy.inheritIO().start().waitFor());
        project = project("second/module");
        project.arguments = one.arguments;
        Files.writeString(directory.resolve("second/shared/x.h"), "#define X 2\n");
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen when a header goes that was only asked for")
    void askedFor() throws Exception {
        project.write("x.h", "");
        project.write(
                "a.bpf.c",
                "#if __has_include(\"x.h\")\n#define X 1\n#else\n#define X 2\n#endif\n"
                        + BuildProject.program("return X;"));
        project.build();
        Files.delete(project.source("x.h"));
        assertAsClean(true);
        project.write("x.h", "");
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen when a header comes whose name an argument tells")
    void askedForByArgument() throws Exception {
        project.arguments = List.of("-DNAME=<x.h>");
        project.includeDirectories = List.of(project.file("include"));
        project.write(
                "a.bpf.c",
                "#if __has_include(NAME)\n#define X 1\n#else\n#define X 2\n#endif\n"
                        + BuildProject.program("return X;"));
        project.build();
        Files.createDirectories(project.file("include"));
        Files.writeString(project.file("include/x.h"), "");
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen when a header comes whose name a definition of the POM tells")
    void askedForByDefinition() throws Exception {
        project.defines = List.of("NAME=\"x.h\"");
        project.write(
                "a.bpf.c",
                "#if __has_include(NAME)\n#define X 1\n#else\n#define X 2\n#endif\n"
                        + BuildProject.program("return X;"));
        project.build();
        project.write("x.h", "");
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen when a header comes whose name a macro puts together")
    void askedForByMacro() throws Exception {
        project.write(
                "a.bpf.c",
                "#define TEXT(x) #x\n#define NAME(x) TEXT(x.h)\n#if __has_include(NAME(x))\n#define X 1\n#else\n#define X 2\n#endif\n"
                        + BuildProject.program("return X;"));
        project.build();
        project.write("x.h", "");
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen in a file that is embedded")
    void embedded() throws Exception {
        project.write("x.bin", "A");
        project.arguments = List.of("-std=gnu2x");
        project.write("a.bpf.c", BuildProject.program("const char x[] = {\n#embed \"x.bin\"\n}; return x[0];"));
        project.build();
        project.write("x.bin", "B");
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen when a file comes that would be embedded in place of another, or was asked for")
    void embeddedFromElsewhere() throws Exception {
        Files.createDirectories(project.file("first"));
        Files.createDirectories(project.file("second"));
        Files.writeString(project.file("second/x.bin"), "A");
        project.arguments = List.of("-std=gnu2x", "--embed-dir=first", "--embed-dir=second");
        project.write("a.bpf.c", BuildProject.program("const char x[] = {\n#embed <x.bin>\n}; return x[0];"));
        project.write(
                "b.bpf.c",
                "#if __has_embed(<y.bin>)\n#define X 1\n#else\n#define X 2\n#endif\n"
                        + BuildProject.program("return X;"));
        project.build();
        Files.writeString(project.file("first/x.bin"), "B");
        assertAsClean(true);
        Files.writeString(project.file("second/y.bin"), "B");
        assertAsClean(true);
        Files.delete(project.file("second/y.bin"));
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen in a file that the assembler reads")
    void assembled() throws Exception {
        Files.createDirectories(project.base);
        Files.writeString(project.file("x.bin"), "A");
        project.write(
                "a.bpf.c",
                "__asm__(\".section .rodata,\\\"a\\\"\\n.incbin \\\"" + project.file("x.bin") + "\\\"\\n\");\n"
                        + BuildProject.program("return 1;"));
        project.build();
        Files.writeString(project.file("x.bin"), "B");
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen in a header of a system directory, whatever the arguments say of lists of dependencies")
    void systemHeader() throws Exception {
        for (var arguments : List.of("-MMD", "-MP", "-MT x", "-MF other.d", "-Wp,-MMD,other.d")) {
            project = project("project" + arguments);
            Files.createDirectories(project.file("include"));
            Files.writeString(project.file("include/x.h"), "#define X 1\n");
            Files.writeString(project.file("more.args"), arguments + "\n");
            project.arguments = List.of("-isystem", "include", "@more.args");
            project.write("a.bpf.c", "#include <x.h>\n" + BuildProject.program("return X;"));
            project.build();
            Files.writeString(project.file("include/x.h"), "#define X 2\n");
            assertAsClean(true);
        }
    }

    @Test
    @DisplayName("is seen when a header comes first in a directory that is named to cc1 alone")
    void directoryOfTheCompiler() throws Exception {
        Files.createDirectories(project.file("first"));
        Files.createDirectories(project.file("second"));
        Files.writeString(project.file("second/x.h"), "#define X 1\n");
        project.arguments = List.of("-Xclang", "-I", "-Xclang", "first", "-Xclang", "-Isecond");
        project.write("a.bpf.c", "#include <x.h>\n" + BuildProject.program("return X;"));
        project.build();
        Files.writeString(project.file("first/x.h"), "#define X 2\n");
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen in a library of the same size and date")
    void library() throws Exception {
        library("int util(int x)\n{\n\treturn x + 1;\n}\n");
        project.write("a.bpf.c", "int util(int);\n" + BuildProject.program("return util(1);"));
        project.build();
        var time = Files.getLastModifiedTime(project.file("lib.bc"));
        var size = Files.size(project.file("lib.bc"));
        library("int util(int x)\n{\n\treturn x + 2;\n}\n");
        Files.setLastModifiedTime(project.file("lib.bc"), time);
        assertEquals(size, Files.size(project.file("lib.bc")));
        assertAsClean(true);
    }

    @Test
    @DisplayName("is seen where a library changes while it is used, also by those who find the result in the cache")
    void libraryUnderWay() throws Exception {
        library("int util(int x)\n{\n\treturn x + 2;\n}\n");
        Files.move(project.file("lib.bc"), project.file("later.bc"));
        library("int util(int x)\n{\n\treturn x + 1;\n}\n");
        Files.copy(project.file("lib.bc"), project.file("before.bc"));
        var script = project.file("launcher");
        Files.writeString(
                script,
                "#!/bin/sh\ncase \"$*\" in *b.bpf.c*) test -e switch && sleep 2 && cp later.bc lib.bc;; esac\nexec \"$@\"\n");
        assertTrue(script.toFile().setExecutable(true));
        project.launcher = new CompilerLauncher(List.of(script.toString()));
        Files.writeString(project.file("switch"), "");
        var cache = new SharedResults(ContentCache.in(directory.resolve("cache"), 1L << 30));
        project.shared = cache;
        project.write("a.bpf.c", "int util(int);\n" + BuildProject.program("return util(1);"));
        project.write("b.bpf.c", "int util(int);\n" + BuildProject.program("return util(2);"));
        project.build();
        Files.delete(project.file("switch"));
        Files.copy(project.file("before.bc"), project.file("lib.bc"), StandardCopyOption.REPLACE_EXISTING);
        assertAsClean(true);
        project.clean();
        project.shared = cache;
        project.build();
        assertClean(project.outputs(), "from the cache");
    }

    @Test
    @DisplayName(
            "is seen in a source that changes while it is compiled, also by those who find the result in the cache")
    void sourceUnderWay() throws Exception {
        // Without the sums of sources that newer debug info has.
        project.arguments = List.of("-gdwarf-4");
        project.write("a.bpf.c", BuildProject.program("return 1; // before"));
        Files.copy(project.source("a.bpf.c"), project.file("before"));
        project.write("a.bpf.c", BuildProject.program("return 1; // later!"));
        Files.move(project.source("a.bpf.c"), project.file("later"));
        var script = project.file("launcher");
        Files.writeString(script, "#!/bin/sh\ntest -e switch && cp later src/main/bpf/a.bpf.c\nexec \"$@\"\n");
        assertTrue(script.toFile().setExecutable(true));
        project.launcher = new CompilerLauncher(List.of(script.toString()));
        Files.writeString(project.file("switch"), "");
        Files.copy(project.file("before"), project.source("a.bpf.c"));
        var cache = new SharedResults(ContentCache.in(directory.resolve("cache"), 1L << 30));
        project.shared = cache;
        project.build();
        Files.delete(project.file("switch"));
        Files.copy(project.file("before"), project.source("a.bpf.c"), StandardCopyOption.REPLACE_EXISTING);
        assertAsClean(true);
        project.clean();
        project.shared = cache;
        project.build();
        assertClean(project.outputs(), "from the cache");
    }

    @Test
    @DisplayName("is seen in the text of a library's source, which objects quote")
    void quotedSource() throws Exception {
        Files.createDirectories(project.file("lib"));
        Files.writeString(project.file("lib/util.c"), "int util(int x)\n{\n\treturn x + 1; // 1\n}\n");
        var clang = new ProcessBuilder(
                        TestLlvm.home().clang().toString(),
                        "--target=bpfel",
                        "-mcpu=v3",
                        "-O2",
                        "-gdwarf-4",
                        "-fdebug-compilation-dir=.",
                        "-c",
                        "-emit-llvm",
                        "-o",
                        "lib.bc",
                        "lib/util.c")
                .directory(project.base.toFile())
                .inheritIO();
        assertEquals(0, clang.start().waitFor());
        project.libraries = List.of("lib.bc");
        project.write("a.bpf.c", "int util(int);\n" + BuildProject.program("return util(1);"));
        project.build();
        Files.writeString(project.file("lib/util.c"), "int util(int x)\n{\n\treturn x + 1; // 2\n}\n");
        assertAsClean(false);
    }

    @Test
    @DisplayName("is seen when a source goes over from one execution to another")
    void otherExecution() throws Exception {
        project.write("a.bpf.c", BuildProject.program("return 1;"));
        project.write("b.bpf.c", BuildProject.program("return 2;"));
        project.write("c.bpf.c", BuildProject.program("return 2;"));
        project.execution = "first";
        project.includes = List.of("a.bpf.c");
        project.build();
        project.execution = "second";
        project.includes = List.of("b.bpf.c", "c.bpf.c");
        project.build();
        var all = project.outputs();
        project.execution = "first";
        project.includes = List.of("a.bpf.c", "b.bpf.c");
        project.build();
        project.execution = "second";
        project.includes = List.of("c.bpf.c");
        project.build();
        assertTrue(
                project.outputs()
                        .keySet()
                        .containsAll(all.keySet().stream()
                                .filter(name -> !name.contains("native-image"))
                                .toList()),
                project.outputs().toString());
    }

    @Test
    @DisplayName("is seen when a source goes that an execution had which has another name now")
    void renamedExecution() throws Exception {
        project.write("a.bpf.c", BuildProject.program("return 1;"));
        project.write("b.bpf.c", BuildProject.program("return 2;"));
        project.execution = "first";
        project.build();
        Thread.sleep(50);
        project.execution = "second";
        project.build();
        Files.delete(project.source("b.bpf.c"));
        project.build();
        assertEquals(
                List.of("target/generated-resources/bpf/it/a_bpfel.o"),
                project.outputs().keySet().stream()
                        .filter(name -> name.endsWith(".o"))
                        .toList());
    }

    @Test
    @DisplayName("is seen when a header becomes a directory, or a link that leads nowhere")
    void noFileAnyMore() throws Exception {
        Files.createDirectories(project.file("include"));
        Files.writeString(project.file("include/x.h"), "#define X 1\n");
        project.includeDirectories = List.of(project.file("include"));
        project.write("x.h", "#define X 2\n");
        project.write("sub/a.bpf.c", "#include <x.h>\n" + BuildProject.program("return X;"));
        project.build();
        Files.delete(project.file("include/x.h"));
        Files.createDirectories(project.file("include/x.h"));
        assertAsClean(true);
        Files.delete(project.file("include/x.h"));
        Files.createSymbolicLink(project.file("include/x.h"), project.file("include/y.h"));
        project.build();
        Files.writeString(project.file("include/y.h"), "#define X 1\n");
        assertAsClean(true);
    }

    @Test
    @DisplayName("is none where nothing may be written, and nothing need be")
    void nothingMayBeWritten() throws Exception {
        project.write("a.bpf.c", BuildProject.program("return 1;"));
        project.build();
        Files.setLastModifiedTime(project.source("a.bpf.c"), FileTime.fromMillis(1));
        var state = project.file("target/bpf/default");
        // Root may write to read-only directories: what is in the way for everybody is a directory.
        Files.createDirectories(state.resolve("build.state.part/in the way"));
        assertInstanceOf(BuildResult.UpToDate.class, project.build());
    }

    private void library(String text) throws Exception {
        Files.createDirectories(project.base);
        Files.writeString(directory.resolve("util.c"), text);
        var clang = new ProcessBuilder(
                        TestLlvm.home().clang().toString(),
                        "--target=bpfel",
                        "-mcpu=v3",
                        "-O2",
                        "-g",
                        "-c",
                        "-emit-llvm",
                        "-o",
                        project.file("lib.bc").toString(),
                        "util.c")
                .directory(directory.toFile())
                .inheritIO();
        assertEquals(0, clang.start().waitFor());
        project.libraries = List.of("lib.bc");
    }

    /** Two headers of the same stamp as far as a file system tells it. */
    private static void twins(Path one, Path two) throws IOException {
        Files.createDirectories(one.getParent());
        Files.createDirectories(two.getParent());
        do {
            Files.deleteIfExists(one);
            Files.deleteIfExists(two);
            Files.writeString(one, "#define X 1\n");
            Files.writeString(two, "#define X 2\n");
        } while (!Files.readAttributes(one, "unix:lastModifiedTime,ctime")
                .equals(Files.readAttributes(two, "unix:lastModifiedTime,ctime")));
    }

    private BuildProject project(String name) {
        var made = new BuildProject(directory.resolve(name), WORKERS);
        made.source("").toFile().mkdirs();
        return made;
    }

    /** Builds, and compares with a build from nothing. */
    private void assertAsClean(boolean changes) throws Exception {
        var before = project.outputs();
        project.build();
        var after = project.outputs();
        assertClean(after, project.log().toString());
        if (changes) {
            assertNotEquals(before, after);
        }
    }

    private void assertClean(java.util.Map<String, String> outputs, String what) throws Exception {
        var shared = project.shared;
        project.clean();
        project.shared = SharedResults.none();
        project.build();
        project.shared = shared;
        assertEquals(project.outputs(), outputs, what);
    }
}
