package io.github.bpfmaven.linker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.input.InputException;
import io.github.bpfmaven.input.InputFile;
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
        // But for licenses, which clang gives no place.
        assertEquals(
                4,
                failed.stream()
                        .filter(error ->
                                error.location().isPresent() && !error.message().startsWith("the section"))
                        .count(),
                failed::toString);
    }

    @Test
    @DisplayName("are declarations that don't agree with the definition: variables, functions, maps, weak maps")
    void types() throws Exception {
        var map = SEC
                + "struct { int (*type)[%d]; int (*max_entries)[%d]; int *key; long *value; } entries SEC(\".maps\")";
        var failed = fail(
                SEC + map.formatted(1, 16).replace(SEC, "").replace("struct", "extern struct")
                        + ";\nextern int counter; int helper(int a, long b);"
                        + "static long (*look)(void *) = (void *)1;"
                        + "SEC(\"tc\") int program(void *ctx) { return counter + helper(1, 2) + look(&entries); }",
                map.formatted(2, 16) + ";\nlong counter = 1; int helper(int a) { return a; }");

        assertEquals(3, failed.size(), failed::toString);
        for (var expected : List.of(
                "'counter' is declared 'extern int counter' in source1.c:3, but defined as 'long counter' in source2.c:3",
                "'helper' is declared",
                "map 'entries' is declared with type BPF_MAP_TYPE_HASH in source1.c:2, but defined with type"
                        + " BPF_MAP_TYPE_ARRAY in source2.c:2")) {
            assertTrue(failed.toString().contains(expected), () -> expected + " in " + failed);
        }
        assertTrue(failed.stream().allMatch(found -> found.location().isPresent()), failed::toString);
    }

    @Test
    @DisplayName("is a weak map whose namesake is another one")
    void weakMaps() throws Exception {
        var map = SEC + "struct { int (*type)[%d]; int (*max_entries)[16]; int *key; long *value; } entries"
                + " __attribute__((section(\".maps\"), used, weak));\n";
        var failed = fail(map.formatted(1) + PROGRAM.replace(SEC, ""), map.formatted(2));

        assertEquals(1, failed.size(), failed::toString);
        assertTrue(failed.get(0).message().startsWith("map 'entries' is defined with type"), failed::toString);
    }

    @Test
    @DisplayName("is another byte order, or another machine, each by the name of its input, before LLVM sees it")
    void targets() throws Exception {
        var links = new TestLinks(directory);
        var x86 = "target triple = \"x86_64-pc-linux-gnu\"\n";
        var result = worker.link(new LinkRequest(
                        "all",
                        List.of(
                                links.input("little.c", PROGRAM, BpfTarget.BPFEL),
                                links.input("big.c", "int f(int x) { return x; }", BpfTarget.BPFEB),
                                new LinkInput.InMemory("x86.ll", x86.getBytes(StandardCharsets.UTF_8))),
                        List.of(),
                        Optional.empty(),
                        LinkOptions.DEFAULT,
                        List.of()))
                .get();

        var messages = assertInstanceOf(LinkResult.Failed.class, result).diagnostics().stream()
                .map(Diagnostic::message)
                .toList();
        assertEquals(2, messages.size(), messages::toString);
        assertTrue(messages.get(0).startsWith("big.c is compiled for 'bpfeb', but little.c is for bpfel"));
        assertTrue(messages.get(1).startsWith("x86.ll is compiled for 'x86_64-pc-linux-gnu', not for BPF"));
    }

    @Test
    @DisplayName("is bitcode of a newer LLVM, which is named with both versions")
    void newerLlvm() throws Exception {
        var bitcode = new TestLinks(directory)
                .input("new.c", PROGRAM, BpfTarget.BPFEL)
                .read();

        var result = worker.link(
                        LinkRequest.of("all", BpfTarget.BPFEL, new LinkInput.InMemory("new.bc", newer(bitcode))))
                .get();

        var failed = assertInstanceOf(LinkResult.Failed.class, result).diagnostics();
        assertTrue(
                failed.get(0).message().startsWith("new.bc was made by LLVM90.1.7, this linker reads up to LLVM 20.1;"),
                failed::toString);
    }

    /** The same bitcode as if LLVM 90 had made it: the first letter behind "LLVM" is found by trying each bit. */
    private static byte[] newer(byte[] bitcode) throws Exception {
        for (var bit = 0; bit < 8 * 64; bit++) {
            for (var value = 1; value < 64; value++) {
                var changed = bitcode.clone();
                for (var i = 0; i < 6; i++) {
                    var at = bit + i;
                    if ((value >> i & 1) != 0) {
                        changed[at >> 3] ^= (byte) (1 << (at & 7));
                    }
                }
                try {
                    var producer = InputFile.read("x", changed).modules().get(0).producer();
                    if (producer.equals(Optional.of("LLVM90.1.7"))) {
                        return changed;
                    }
                } catch (InputException other) {
                    // Not this bit.
                }
            }
        }
        throw new AssertionError("no producer in the bitcode");
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
