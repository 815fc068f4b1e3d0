package io.github.bpfmaven.linker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.input.InputFile;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.ObjectChecks;
import io.github.bpfmaven.problem.Catalog;
import io.github.bpfmaven.problem.Message;
import io.github.bpfmaven.problem.Speaker;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** Those that a program of one source can't provoke; the others are sources in bpf-maven-plugin. */
@DisplayName("A known failure of a link is recognised by the linker's own words:")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LinkProblemsTest {
    private static final String SEC = "#define SEC(name) __attribute__((section(name), used))\n";
    private static final String LICENSE = "char LICENSE[] SEC(\"license\") = \"%s\";\n";
    private static final String PROGRAM =
            SEC + LICENSE.formatted("GPL") + "int f(int);\nSEC(\"tc\") int program(void *ctx) { return f(1); }\n";
    private static final String LIBRARY = "int f(int x) { return x; }\n";

    @TempDir
    private Path directory = Path.of("");

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(1));
    private final Catalog catalog = Catalog.read(Map.of());

    @AfterAll
    void close() {
        worker.close();
    }

    @Test
    @DisplayName("an input without debug info among others")
    void noDebugInfo() throws Exception {
        assertEquals(List.of("no-debug-info"), problems(source(PROGRAM), source("b.c", LIBRARY, "-g0")));
    }

    @Test
    @DisplayName("an input for a newer instruction set")
    void newerCpu() throws Exception {
        var v1 = LinkOptions.DEFAULT.withCode(CodeOptions.builder().cpu("v1").build());
        assertEquals(List.of("newer-cpu"), problems(v1, source("int f(int x) { return x; }")));
    }

    @Test
    @DisplayName("one name, two definitions; one object, two licenses; one function, two declarations")
    void disagreements() throws Exception {
        assertEquals(
                List.of("duplicate-definition"),
                problems(source(PROGRAM), source("b.c", LIBRARY), source("c.c", LIBRARY)));
        assertEquals(
                List.of("license-conflict"),
                problems(source(PROGRAM), source("b.c", SEC + LICENSE.formatted("MIT") + LIBRARY)));
        assertEquals(
                List.of("declaration-mismatch"),
                problems(source(PROGRAM), source("b.c", "int f(int x, long y) { return x; }\n")));
    }

    @Test
    @DisplayName("bitcode for the other byte order, or for another machine")
    void targets() throws Exception {
        var links = new TestLinks(directory);
        assertEquals(
                List.of("wrong-byte-order"), problems(source(PROGRAM), links.input("b.c", LIBRARY, BpfTarget.BPFEB)));
        assertEquals(
                List.of("wrong-target"),
                problems(source(PROGRAM), text("b.ll", "target triple = \"x86_64-pc-linux-gnu\"\n")));
    }

    @Test
    @DisplayName("an object without bitcode, text, an empty file, one that is not there, archives of nothing")
    void files() throws Exception {
        var object = assertInstanceOf(LinkResult.Linked.class, link(LinkOptions.DEFAULT, source(LIBRARY)));
        assertEquals(
                List.of("object-without-bitcode"),
                problems(source(PROGRAM), new LinkInput.InMemory("b.o", object.output())));
        assertEquals(List.of("not-an-input"), problems(source(PROGRAM), text("b.c", LIBRARY)));
        assertEquals(List.of("not-an-input"), problems(source(PROGRAM), text("b.bc", "")));
        assertEquals(List.of("not-an-input"), problems(source(PROGRAM), text("b.a", "!<thin>\n")));
        assertEquals(
                List.of("missing-input"),
                problems(source(PROGRAM), new LinkInput.InFile("b.bc", directory.resolve("none.bc"))));
        assertEquals(List.of("nothing-to-link"), problems(text("b.a", "!<arch>\n")));
    }

    @Test
    @DisplayName("damaged bitcode")
    void damaged() throws Exception {
        var bitcode = source(PROGRAM).read();
        var half = Arrays.copyOf(bitcode, bitcode.length / 8 * 4);
        assertEquals(List.of("damaged-bitcode"), problems(new LinkInput.InMemory("half.bc", half)));
    }

    @Test
    @DisplayName("bitcode of a newer LLVM, as the check of inputs says it")
    void newerLlvm() throws Exception {
        var diagnostics = new DiagnosticCollector();
        // LinkErrorsTest makes such bitcode; here it is the linker that is older.
        var module = InputFile.read("new.bc", source(LIBRARY).read()).modules();
        new InputChecks("19.1.0", Optional.empty(), diagnostics).check(module);

        assertEquals(List.of("newer-llvm"), problems(diagnostics.all().stream()));
    }

    @Test
    @DisplayName("a map that is only declared, where undefined symbols are allowed")
    void mapNotDefined() throws Exception {
        var allowed = LinkOptions.DEFAULT.withSymbols(SymbolOptions.DEFAULT.withAllowUndefined(true));
        var linked = assertInstanceOf(
                LinkResult.Linked.class,
                link(
                        allowed,
                        source(SEC + LICENSE.formatted("GPL")
                                + "extern struct { int (*type)[1]; int *key; } counts SEC(\".maps\");"
                                + "static long (*look)(void *) = (void *)1;"
                                + "SEC(\"tc\") int program(void *ctx) { return look(&counts); }")));
        var findings = ObjectChecks.check(BpfObject.read(linked.output()), BpfTarget.BPFEL.byteOrder());

        assertEquals(
                List.of("map-not-defined"),
                findings.stream()
                        .flatMap(finding -> problem(finding.message()).stream())
                        .distinct()
                        .toList());
    }

    @Test
    @DisplayName("LLVM that dies")
    void crash() {
        // What WorkerLane says; which inputs kill LLVM changes with every release of it.
        assertEquals(
                Optional.of("llvm-crash"),
                problem("LLVM crashed on a.bpf.c for bpfel (exit status 134) while it linked [a.bc]."));
    }

    private LinkInput source(String text) throws Exception {
        return source("a.c", text);
    }

    private LinkInput source(String name, String text, String... arguments) throws Exception {
        return new TestLinks(directory).input(name, text, BpfTarget.BPFEL, arguments);
    }

    private static LinkInput text(String name, String text) {
        return new LinkInput.InMemory(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private LinkResult link(LinkOptions options, LinkInput... inputs) throws Exception {
        var request = new TestLinks(directory).whole("all", BpfTarget.BPFEL, List.of(inputs));
        return worker.link(request.withOptions(options)).get();
    }

    private List<String> problems(LinkInput... inputs) throws Exception {
        return problems(LinkOptions.DEFAULT, inputs);
    }

    private List<String> problems(LinkOptions options, LinkInput... inputs) throws Exception {
        return problems(link(options, inputs).diagnostics().stream());
    }

    private List<String> problems(Stream<Diagnostic> diagnostics) {
        return diagnostics
                .filter(diagnostic -> diagnostic.severity() != Diagnostic.Severity.NOTE)
                .map(diagnostic -> problem(diagnostic.message()).orElse(diagnostic.message()))
                .distinct()
                .toList();
    }

    private Optional<String> problem(String message) {
        return catalog.explain(Message.of(Speaker.LINKER, message))
                .map(found -> found.problem().id());
    }
}
