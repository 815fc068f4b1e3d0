package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.TestLlvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A header is precompiled by the real clang")
final class PrecompilerTest {
    private static final CompileTarget BPFEL = new CompileTarget(BpfTarget.BPFEL, Optional.empty());
    private static final String GUARDED =
            "#ifndef TYPES_H\n#define TYPES_H\nstruct type { int member; };\n#define VALUE 3\n#endif\n";

    private @TempDir Path parent = Path.of("");
    private Path base = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void layOut() throws IOException {
        base = Files.createDirectories(parent.resolve("a project"));
        file = base.resolve("target/precompiled/1.pch");
    }

    @Test
    @DisplayName("with a guard, with #pragma once, or if it only chooses among guarded ones")
    void guarded() throws Exception {
        write("include/types.h", GUARDED);
        write("include/once.h", "#pragma once\nstatic inline int once(void) { return VALUE; }\n");
        write(
                "include/chooser.h",
                "#ifdef __bpf__\n#include \"types.h\"\n#else\n#error\n#endif\n#undef VALUE\n#define VALUE 5\n");

        assertTrue(make("<types.h>", "<once.h>"));
        assertTrue(make("<chooser.h>"));
        assertTrue(make("<stddef.h>", "<stdbool.h>", "<bpf/bpf_helpers.h>"));
    }

    @Test
    @DisplayName("only if it says nothing when it is included again")
    void unguarded() throws Exception {
        write("include/types.h", GUARDED);
        for (var again : List.of(
                "int function(int);",
                "#define VALUE 4",
                "#pragma clang optimize off",
                // What the X of an X-macro header does.
                "#ifdef X\nX(a)\n#endif\n#define X(name) int name;",
                "#ifdef X\n#undef X\n#define X 2\n#else\n#define X 1\n#endif",
                "#include \"types.h\"\n#ifdef VALUE\ntypedef int again;\n#endif")) {
            write("include/again.h", again + "\n");
            assertFalse(make("<types.h>", "<again.h>"), again);
        }
    }

    @Test
    @DisplayName("only if clang has nothing to say of it")
    void warnings() throws Exception {
        write("include/types.h", "#pragma once\nstatic inline int f(void) { int unused; return 0; }\n");
        assertTrue(make("<types.h>"));
        assertFalse(make(List.of("-Wall"), "<types.h>"));
        assertFalse(make(List.of("-Wall", "-Werror"), "<types.h>"));
        write("include/open.h", "#pragma once\n#pragma pack(push, 1)\n");
        assertFalse(make("<open.h>"));
        assertFalse(make("<missing.h>"));
    }

    @Test
    @DisplayName("only if it means the same wherever it is included")
    void places() throws Exception {
        write("include/base.h", "#pragma once\nstatic const char base[] = __BASE_FILE__;\n");
        assertFalse(make("<base.h>"));
        write("include/pragma.h", "#pragma once\n#pragma GCC visibility push(default)\n#pragma GCC visibility pop\n");
        assertFalse(make("<pragma.h>"));
    }

    @Test
    @DisplayName("only if its files are called as without")
    void names() throws Exception {
        write("include/types.h", GUARDED);
        write("include/dots.h", "#pragma once\n#include \"./types.h\"\n");
        assertFalse(make("<dots.h>"));
        assertFalse(make(List.of("-I" + base.resolve("other")), "<types.h>", "<other.h>"));
        write("other/other.h", GUARDED);
        assertFalse(make(List.of("-I" + base.resolve("other")), "<other.h>"), "an absolute name below the project");
        assertTrue(make(List.of("-Iother"), "<other.h>"));
    }

    @Test
    @DisplayName("for a project that a link leads to")
    void link() throws Exception {
        write("include/types.h", GUARDED);
        base = Files.createSymbolicLink(parent.resolve("link"), base);
        file = base.resolve("target/precompiled/1.pch");
        assertTrue(make("<types.h>"));
    }

    @Test
    @DisplayName("and gives the same bitcode as without it, with names that are relative and without")
    void sameBitcode() throws Exception {
        write(
                "include/types.h",
                GUARDED.replace("#endif", "static inline const char *where(void) { return __FILE__; }\n#endif"));
        write("bpf/beside.h", "#pragma once\nstruct beside { struct type t; int line; };\n");
        write("bpf/program.bpf.c", """
                #include <types.h>
                #include "beside.h"
                #include <bpf/bpf_helpers.h>
                char license[] SEC("license") = "GPL";
                struct beside found;
                SEC("xdp") int program(void *context)
                {
                        found.t.member = VALUE + where()[found.line & 1] + sizeof(__FILE__);
                        return bpf_get_smp_processor_id();
                }
                """);
        var unit = unit(List.of("-I."));
        var with = compile(unit, "<types.h>", "\"bpf/beside.h\"", "<bpf/bpf_helpers.h>");
        var without = clang().compile(unit);

        assertEquals(List.of(), without.diagnostics());
        assertArrayEquals(Files.readAllBytes(unit.bitcode()), with);
    }

    @Test
    @DisplayName(
            "and a source that is not content with it is compiled without, so that clang says what it would have said")
    void fallBack() throws Exception {
        write("include/types.h", GUARDED.replace("#endif", "int kfunc(int);\n#endif"));
        for (var source : List.of(
                "#include <types.h>\nlong kfunc(int);\n",
                "#include <types.h>\n#warning mind\nstruct type t;\n",
                "#include <types.h>\n#define VALUE 4\n")) {
            write("bpf/program.bpf.c", source);
            var unit = unit(List.of());
            var header = header(unit, "<types.h>").orElseThrow();
            var with = clang().compile(unit, header);
            var without = clang().compile(unit);
            assertEquals(without, with);
            assertFalse(with.diagnostics().isEmpty(), source);
        }
    }

    @Test
    @DisplayName("and one that was changed since then is not used")
    void changed() throws Exception {
        write("include/types.h", GUARDED);
        write("bpf/program.bpf.c", "#include <types.h>\n_Static_assert(VALUE == 4444, \"\");\n");
        var unit = unit(List.of());
        var header = header(unit, "<types.h>").orElseThrow();
        write("include/types.h", GUARDED.replace("VALUE 3", "VALUE 4444"));
        assertTrue(clang().compile(unit, header).succeeded());
    }

    @Test
    @DisplayName("unless there is no room for it, and leaves nothing but itself")
    void noRoom() throws Exception {
        write("include/types.h", GUARDED);
        assertTrue(make("<types.h>"));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
        write("target/file", "in the way");
        file = base.resolve("target/file/1.pch");
        assertFalse(make("<types.h>"));
    }

    private byte[] compile(CompileUnit unit, String... includes) throws IOException, InterruptedException {
        var result = clang().compile(unit, header(unit, includes).orElseThrow());
        assertTrue(result.succeeded(), result::toString);
        return Files.readAllBytes(unit.bitcode());
    }

    private boolean make(String... includes) throws IOException, InterruptedException {
        return make(List.of(), includes);
    }

    private boolean make(List<String> arguments, String... includes) throws IOException, InterruptedException {
        var header = header(unit(arguments), includes);
        assertEquals(header.isPresent(), Files.exists(file));
        return header.isPresent();
    }

    private Optional<PrecompiledHeader> header(CompileUnit unit, String... includes)
            throws IOException, InterruptedException {
        var directives = LeadingIncludes.of("#include " + String.join("\n#include ", includes));
        return clang().precompiler().make(new PrecompiledGroup(directives, List.of(unit)), file);
    }

    private Clang clang() throws IOException {
        var headers = base.resolve("target/headers");
        new BuiltinHeaders().unpackTo(headers);
        return new Clang(
                TestLlvm.home(),
                new ProjectPaths(base, base.resolve("bpf")),
                new SearchPath(List.of(base.resolve("include"), base.resolve("bpf")), List.of(headers)));
    }

    private CompileUnit unit(List<String> arguments) {
        return new CompileUnit(
                new Source("program.bpf.c"),
                BPFEL,
                new CompilerFlags("2", "v3", List.of(), arguments),
                base.resolve("target/program.bc"));
    }

    private void write(String name, String text) throws IOException {
        var path = base.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
