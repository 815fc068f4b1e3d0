package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Severity;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.toolchain.LlvmHome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The real clang")
final class ClangTest {
    private static final CompileTarget BPFEL = new CompileTarget(BpfTarget.BPFEL, Optional.empty());

    private final LlvmHome llvm = TestLlvm.home();
    private @TempDir Path parent = Path.of("");
    private Path base = Path.of("");
    private Path outside = Path.of("");

    @BeforeEach
    void layOut() throws IOException {
        base = Files.createDirectories(parent.resolve("a project/with spaces"));
        outside = Files.createDirectories(parent.resolve("elsewhere/include"));
    }

    @Test
    @DisplayName("makes bitcode without a path of this machine, wherever headers lie and __FILE__ stands")
    void noPath() throws Exception {
        write(outside.resolve("outer.h"), "static inline const char *outer(void) { return __FILE__; }");
        write(base.resolve("bpf/inner.h"), "static inline const char *inner(void) { return __FILE__; }");
        var result = compile(
                """
                #include <outer.h>
                #include "inner.h"
                #include <stddef.h>
                const char *names[] = { __FILE__, __BASE_FILE__, __DATE__ };
                __attribute__((section("xdp"), used)) int program(char *p)
                { p[0] = outer()[p[1]]; p[2] = inner()[p[3]]; return offsetof(struct { int a; int b; }, b); }
                """, // As text: bitcode packs its strings.
                List.of("-S"));

        assertTrue(result.succeeded(), () -> result.diagnostics().toString());
        var ir = Files.readString(result.unit().bitcode(), StandardCharsets.ISO_8859_1);
        for (var leak : List.of(
                parent.toString(), "a project", "elsewhere", llvm.directory().toString())) {
            assertFalse(ir.contains(leak), leak);
        }
        assertTrue(ir.contains("include1/outer.h"));
        assertTrue(ir.contains("Jan  1 1970"));
    }

    @Test
    @DisplayName("leaves arguments that fail in the same way when they are run by hand")
    void argumentsFile() throws Exception {
        var result =
                compile("int f(void) { return TEXT[0] + missing; }", List.of("-DTEXT=\"a b \\\\ \\\" 'c'\"", "-Wall"));

        assertFalse(result.succeeded());
        var place = result.diagnostics().get(0).place().orElseThrow();
        assertEquals("bpf/program.bpf.c", place.file());
        assertEquals(1, place.line());
        var byHand = new ProcessBuilder(
                        llvm.clang().toString(),
                        "@" + base.relativize(result.argumentsFile().orElseThrow()))
                .directory(base.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(byHand.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, byHand.waitFor());
        assertEquals(result.diagnostics(), ClangOutput.parse(output.lines().toList()));
    }

    @Test
    @DisplayName("finds no header of the host's")
    void noHostHeaders() throws Exception {
        var result = compile("#include <stdio.h>\n", List.of());

        assertFalse(result.succeeded());
        assertTrue(result.diagnostics().get(0).message().contains("'stdio.h' file not found"));
    }

    @Test
    @DisplayName("takes the user's header before the plugin's of the same name")
    void userHeadersFirst() throws Exception {
        write(outside.resolve("bpf/bpf_helpers.h"), "#define MINE 1");
        var result = compile("#include <bpf/bpf_helpers.h>\n_Static_assert(MINE, \"\");", List.of());

        assertEquals(List.of(), result.diagnostics());
    }

    @Test
    @DisplayName("reports a warning as such and goes on")
    void warning() throws Exception {
        var result = compile("int f(void) { int unused; return 0; }", List.of("-Wall"));

        assertTrue(result.succeeded());
        assertEquals(Severity.WARNING, result.diagnostics().get(0).severity());
        assertEquals(1, result.diagnostics().size());
    }

    @Test
    @DisplayName("compiles a source whose comments are not UTF-8")
    void latin1() throws Exception {
        Files.createDirectories(base.resolve("bpf"));
        Files.write(
                base.resolve("bpf/program.bpf.c"),
                "/* Zähler */ int f(void) { return 0; }".getBytes(StandardCharsets.ISO_8859_1));

        assertTrue(run(List.of()).succeeded());
    }

    @Test
    @DisplayName(
            "answers about a source with the flags that it is compiled with, and makes an object of what comes behind it")
    void ask() throws Exception {
        write(base.resolve("bpf/program.bpf.c"), "#if NUMBER != 3\n#error\n#endif\nint inSource = NUMBER;");
        var behind = base.resolve("target/probe/behind.c");
        write(behind, "int behind = sizeof(inSource) + MORE;");
        var unit = unit(List.of("-DNUMBER=3"));
        var output = base.resolve("target/new/behind.o");

        var answer = clang().ask(
                        unit,
                        new ClangProbe(
                                behind, Optional.of(base.resolve("bpf/program.bpf.c")), output, List.of("-DMORE=1")));
        assertTrue(answer.succeeded(), answer::toString);
        var symbols = ElfFile.read(Files.readAllBytes(output)).symbols().stream()
                .map(ElfSymbol::name)
                .toList();
        assertTrue(symbols.containsAll(List.of("inSource", "behind")), symbols::toString);
        assertFalse(Files.exists(unit.bitcode()));

        var refused = clang().ask(unit, new ClangProbe(behind, Optional.empty(), output, List.of("-w")));
        assertFalse(refused.succeeded());
        assertEquals(
                List.of("use of undeclared identifier 'inSource'", "use of undeclared identifier 'MORE'"),
                refused.errors().stream().map(ClangDiagnostic::message).toList());
        assertEquals(
                "target/probe/behind.c",
                refused.errors().get(0).place().orElseThrow().file());
    }

    private CompileResult compile(String text, List<String> arguments) throws IOException, InterruptedException {
        write(base.resolve("bpf/program.bpf.c"), text);
        return run(arguments);
    }

    private CompileResult run(List<String> arguments) throws IOException, InterruptedException {
        return clang().compile(unit(arguments));
    }

    private Clang clang() throws IOException {
        var headers = base.resolve("target/headers");
        new BuiltinHeaders().unpackTo(headers);
        return new Clang(
                llvm,
                new ProjectPaths(base, base.resolve("bpf")),
                new SearchPath(List.of(outside, base.resolve("bpf")), List.of(headers)));
    }

    private CompileUnit unit(List<String> arguments) {
        return new CompileUnit(
                new Source("program.bpf.c"),
                BPFEL,
                new CompilerFlags("2", "v3", List.of(), arguments),
                base.resolve("target/program.bc"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
