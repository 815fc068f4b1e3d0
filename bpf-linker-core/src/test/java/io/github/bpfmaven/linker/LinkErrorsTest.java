package io.github.bpfmaven.linker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.Diagnostic.Severity;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What is wrong with a link's inputs")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LinkErrorsTest {
    private static final String SEC = "#define SEC(name) __attribute__((section(name), used))\n";
    private static final String PROGRAM = SEC + "SEC(\"tc\") int program(void *ctx) { return 0; }\n";

    @TempDir
    private Path directory = Path.of("");

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(1));

    @AfterAll
    void close() {
        worker.close();
    }

    @Test
    @DisplayName("is all said in one run")
    void allAtOnce() throws Exception {
        var failed = fail(
                SEC + """
                int twice;
                int missing(void);
                char LICENSE[] SEC("license") = "GPL";
                static int map SEC(".maps");
                SEC("tc") int program(void *ctx) { return twice + missing() + map; }
                """,
                SEC + "int twice = 1; int also_missing(void); char LICENSE[] SEC(\"license\") = \"MIT\";"
                        + "SEC(\"tc\") int other(void *ctx) { return also_missing(); }");

        assertEquals(5, failed.size(), failed::toString);
        for (var expected : List.of(
                "'twice' is defined in source1.c and in source2.c",
                "undefined symbol 'missing', used by 'program'",
                "undefined symbol 'also_missing', used by 'other'",
                "says \"GPL\" in source1.c and \"MIT\" in source2.c",
                "the map 'map' of source1.c is static")) {
            assertTrue(failed.toString().contains(expected), () -> expected + " in " + failed);
        }
    }

    @Test
    @DisplayName("may be a symbol that only data refers to")
    void undefinedInData() throws Exception {
        var failed = fail(PROGRAM + "extern int missing; int *pointer = &missing;");

        assertEquals(1, failed.size());
        assertTrue(failed.get(0).message().startsWith("undefined symbol 'missing' of source1.c"), failed::toString);
    }

    @Test
    @DisplayName("isn't an undefined symbol if these are allowed")
    void allowUndefined() throws Exception {
        var options = LinkOptions.DEFAULT.withSymbols(SymbolOptions.DEFAULT.withAllowUndefined(true));
        var result = link(options, SEC + "int missing(void); SEC(\"tc\") int program(void *c) { return missing(); }");

        assertInstanceOf(LinkResult.Linked.class, result, () -> "" + result.diagnostics());
    }

    @Test
    @DisplayName("is warned of if one of them has no debug info")
    void withoutDebugInfo() throws Exception {
        var links = new TestLinks(directory);
        var result = worker.link(links.whole(
                        "all",
                        BpfTarget.BPFEL,
                        List.of(
                                links.input("with.c", PROGRAM, BpfTarget.BPFEL),
                                links.input("without.c", "int f(int x) { return x; }", BpfTarget.BPFEL, "-g0"))))
                .get();

        assertWarned(result, "without.c has no debug info, the other inputs have");
    }

    @Test
    @DisplayName("is warned of if it was compiled with -O0")
    void unoptimized() throws Exception {
        var links = new TestLinks(directory);
        var result = worker.link(links.whole(
                        "all", BpfTarget.BPFEL, List.of(links.input("slow.c", PROGRAM, BpfTarget.BPFEL, "-O0"))))
                .get();

        assertWarned(result, "slow.c was compiled with -O0: 'program' will be neither inlined nor optimised");
    }

    @Test
    @DisplayName("is warned of if it was compiled for a newer CPU than the object is for")
    void newerCpu() throws Exception {
        var result = link(
                LinkOptions.DEFAULT.withCode(CodeOptions.builder().cpu("v1").build()), PROGRAM);

        assertWarned(result, "source1.c was compiled for the CPU v3, the object is made for v1");
    }

    @Test
    @DisplayName("is noted if a library's program is left out since nothing refers to it")
    void leftOut() throws Exception {
        var request = new TestLinks(directory)
                .ofText(PROGRAM, BpfTarget.BPFEL, SEC + "SEC(\"xdp\") int unseen(void *ctx) { return 2; }");
        var result = worker.link(request).get();

        assertInstanceOf(LinkResult.Linked.class, result);
        assertEquals(Severity.NOTE, result.diagnostics().get(0).severity());
        assertTrue(result.diagnostics().get(0).message().startsWith("library1.c holds the program 'unseen'"));
    }

    private static void assertWarned(LinkResult result, String text) {
        assertInstanceOf(LinkResult.Linked.class, result, () -> "" + result.diagnostics());
        assertEquals(1, result.diagnostics().size(), () -> "" + result.diagnostics());
        assertEquals(Severity.WARNING, result.diagnostics().get(0).severity());
        assertTrue(result.diagnostics().get(0).message().startsWith(text), () -> "" + result.diagnostics());
    }

    private List<Diagnostic> fail(String... sources) throws Exception {
        var result = link(LinkOptions.DEFAULT, sources);
        return assertInstanceOf(LinkResult.Failed.class, result).diagnostics();
    }

    private LinkResult link(LinkOptions options, String... sources) throws Exception {
        var links = new TestLinks(directory);
        var inputs = new ArrayList<LinkInput>();
        for (var source : sources) {
            inputs.add(links.input("source" + (inputs.size() + 1) + ".c", source, BpfTarget.BPFEL));
        }
        return worker.link(links.whole("all.bpf.c", BpfTarget.BPFEL, inputs).withOptions(options))
                .get();
    }
}
