package io.github.bpfmaven.plugin.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.plugin.verify.KernelChoice.ThisMachine;
import io.github.bpfmaven.plugin.verify.KernelChoice.WhenAbsent;
import io.github.bpfmaven.plugin.verify.ProgramTest.Entry;
import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.TestClang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("bpf:verify in this machine's kernel")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VerificationTest {
    private static final String GOOD = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            struct {
                __uint(type, BPF_MAP_TYPE_ARRAY);
                __uint(max_entries, 2);
                __uint(pinning, LIBBPF_PIN_BY_NAME);
                __type(key, __u32);
                __type(value, __u64);
            } verified_counts SEC(".maps");
            struct {
                __uint(type, BPF_MAP_TYPE_HASH);
                __type(key, __u32);
                __type(value, __u64);
            } sized_by_the_loader SEC(".maps");
            struct {
                __uint(type, BPF_MAP_TYPE_STACK_TRACE);
                __type(key, __u32);
            } stacks SEC(".maps");
            int step = 1;
            char LICENSE[] SEC("license") = "GPL";
            SEC("xdp") int count(struct xdp_md *ctx)
            {
                __u32 key = 1;
                __u64 *value = bpf_map_lookup_elem(&verified_counts, &key);
                if (value)
                    *value += step;
                return XDP_PASS;
            }
            SEC("?xdp") int seldom(struct xdp_md *ctx) { return XDP_DROP; }
            SEC("freplace/count") int other(struct xdp_md *ctx) { return 0; }
            """;

    private static final String CARELESS = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            struct {
                __uint(type, BPF_MAP_TYPE_HASH);
                __uint(max_entries, 2);
                __type(key, __u32);
                __type(value, __u64);
            } counts SEC(".maps");
            char LICENSE[] SEC("license") = "GPL";
            SEC("xdp") int careless(struct xdp_md *ctx)
            {
                __u32 key = 1;
                __u64 *value = bpf_map_lookup_elem(&counts, &key);
                *value += 1;
                return XDP_PASS;
            }
            int careful(struct xdp_md *ctx);
            struct {
                __uint(type, BPF_MAP_TYPE_PROG_ARRAY);
                __uint(max_entries, 1);
                __type(key, __u32);
                __array(values, int (struct xdp_md *));
            } jumps SEC(".maps") = { .values = { careful } };
            SEC("xdp") int careful(struct xdp_md *ctx)
            {
                bpf_tail_call(ctx, &jumps, 0);
                return XDP_DROP;
            }
            """;

    private static final String KINDS = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            struct {
                __uint(type, BPF_MAP_TYPE_RINGBUF);
                __uint(max_entries, 4096);
            } events SEC(".maps");
            const volatile int limit = 3;
            char LICENSE[] SEC("license") = "GPL";
            SEC("xdp") int quiet(struct xdp_md *ctx)
            {
                bpf_ringbuf_output(&events, (void *)&limit, 4, 0);
                return limit;
            }
            """;

    private final Verification verification = new Verification(new Kernels(new MachineSlots()));
    private Path good = Path.of("");
    private Path careless = Path.of("");
    private Path kinds = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    void compile(@TempDir Path shared) throws Exception {
        Kernel.require();
        var clang = new TestClang(Files.createDirectories(shared.resolve("c")));
        Files.writeString(clang.directory().resolve("good.c"), GOOD);
        Files.writeString(clang.directory().resolve("careless.c"), CARELESS);
        good = Files.createDirectories(shared.resolve("good"));
        careless = Files.createDirectories(shared.resolve("careless"));
        kinds = Files.createDirectories(shared.resolve("kinds"));
        Files.writeString(clang.directory().resolve("kinds.c"), KINDS);
        Files.copy(clang.object("kinds.c", BpfTarget.BPFEL), kinds.resolve("kinds_bpfel.o"));
        for (var target : List.of(BpfTarget.BPFEL, BpfTarget.BPFEB)) {
            Files.copy(
                    clang.object("good.c", target),
                    good.resolve("good_" + target.name().toLowerCase(Locale.ROOT) + ".o"));
            Files.copy(
                    clang.object("careless.c", target),
                    careless.resolve("careless_" + target.name().toLowerCase(Locale.ROOT) + ".o"));
        }
    }

    @Test
    @DisplayName("loads each program, counts the verifier's work, and leaves nothing in the kernel")
    void loads() throws Exception {
        verification.run(request(good, List.of(), false));
        var text = Files.readString(directory.resolve("reports/verify.txt"));
        assertTrue(text.matches("(?s)program +linux-\\S+\ngood: count +\\d+ insns, \\d+ states, stack \\d+.*"), text);
        assertTrue(text.contains("good: seldom  "), text);
        assertTrue(text.contains("good: other was not tried on linux-"), text);
        assertFalse(Files.exists(Path.of("/sys/fs/bpf/verified_counts")));
        var json = Files.readString(directory.resolve("reports/verify.json"));
        assertTrue(json.contains("\"verdict\" : \"loaded\""), json);
        assertTrue(json.contains("\"verifiedInstructions\" : "), json);
        assertTrue(json.contains("\"verdict\" : \"skipped\""), json);
    }

    @Test
    @DisplayName("names the line of a program that is refused, and tries the others all the same")
    void refuses() throws Exception {
        var refused = assertThrows(VerifyException.class, () -> verification.run(request(careless, List.of(), false)));
        assertTrue(refused.getMessage().startsWith("careless: careless on linux-"), refused::getMessage);
        assertFalse(refused.getMessage().contains("careful"), refused::getMessage);
        assertTrue(
                refused.getMessage()
                        .contains("\nIf that is to be so, mvn bpf:verify -Dbpf.verify.update writes it into "),
                refused::getMessage);
        var text = Files.readString(directory.resolve("reports/verify.txt"));
        assertTrue(text.contains("R0 invalid mem access 'map_value_or_null'\n  at ./careless.c:14:"), text);
        assertTrue(text.matches("(?s).*careless: careless +REFUSED\ncareless: careful +\\d+ insns.*"), text);
        var xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(directory.resolve("reports/TEST-bpf-verify.xml").toFile());
        assertEquals(
                "1",
                xml.getElementsByTagName("testsuite")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("failures")
                        .getNodeValue());
        assertEquals(2, xml.getElementsByTagName("testcase").getLength());
        assertTrue(
                xml.getElementsByTagName("failure").item(0).getTextContent().contains("processed "), "the whole log");
    }

    @Test
    @DisplayName(
            "fails no build for what was refused when the baseline was written, but for what the verifier does more")
    void baseline() throws Exception {
        verification.run(request(careless, List.of(), true));
        verification.run(request(careless, List.of(), false));
        var file = directory.resolve("verified.txt");
        var lines = Files.readString(file);
        assertTrue(lines.contains("\tcareless\tcareless\trefused\t-\t-\n"), lines);
        Files.writeString(file, lines.replaceAll("loaded\t\\d+", "loaded\t1"));
        var more = assertThrows(VerifyException.class, () -> verification.run(request(careless, List.of(), false)));
        assertTrue(more.getMessage().contains(", before 1: more than 10 % more"), more::getMessage);
    }

    @Test
    @DisplayName("runs a program and compares what it returns and leaves in maps")
    void tests() throws Exception {
        var before = List.of(
                new Entry("verified_counts", "u32:1", Optional.of("u64:41")),
                new Entry(".data", "", Optional.of("u32:2")));
        verification.run(request(
                good, List.of(test(before, 2, new Entry("verified_counts", "u32:1", Optional.of("u64:43")))), false));
        var wrong = assertThrows(
                VerifyException.class,
                () -> verification.run(request(
                        good,
                        List.of(test(List.of(), 1, new Entry("verified_counts", "u32:1", Optional.of("u64:7")))),
                        false)));
        assertTrue(
                wrong.getMessage()
                        .contains(
                                "returned 2, not 1; map 'verified_counts' has 0100000000000000 at 01000000, not 0700000000000000"),
                wrong::getMessage);
    }

    @Test
    @DisplayName("says which objects, programs and maps there are if a test names another")
    void wrongTests() {
        var object =
                new ProgramTest("t", "god", "count", "", "", List.of(), Optional.empty(), Optional.empty(), List.of());
        assertEquals("<test> 't': there is no object 'god', but [good]", problem(object));
        var program =
                new ProgramTest("t", "good", "cont", "", "", List.of(), Optional.empty(), Optional.empty(), List.of());
        assertEquals("<test> 't': good has no program 'cont', but [count, seldom, other]", problem(program));
        var map = test(List.of(new Entry("cunts", "", Optional.of("00"))), 2);
        assertEquals(
                "<test> 'counts': there is no map 'cunts', but [verified_counts, sized_by_the_loader, stacks, .data]",
                problem(map));
        var key = test(List.of(new Entry("verified_counts", "u64:1", Optional.of("u64:1"))), 2);
        assertEquals("<test> 'counts': map 'verified_counts' has keys of 4 bytes, and 'u64:1' is 8", problem(key));
    }

    @Test
    @DisplayName("says why a test can't be run where its program or its map is of such a kind")
    void unsuitableTests() {
        var program =
                new ProgramTest("t", "good", "other", "", "", List.of(), Optional.empty(), Optional.empty(), List.of());
        assertEquals(
                "<test> 't': program 'other' of good can't be run: it replaces a function of another program, which is not"
                        + " here",
                problem(program));
        var queued = new ProgramTest(
                "t",
                "kinds",
                "quiet",
                "zero:64",
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Entry("events", "", Optional.of("u32:1"))));
        var unread = assertThrows(VerifyException.class, () -> verification.run(request(kinds, List.of(queued), false)))
                .getMessage();
        assertTrue(unread.contains("map 'events' can't be read by its elements: bpf(BPF_MAP_LOOKUP_ELEM): "), unread);
        var put = new ProgramTest(
                "t",
                "kinds",
                "quiet",
                "zero:64",
                "",
                List.of(new Entry(".rodata", "", Optional.of("u32:1"))),
                Optional.empty(),
                Optional.empty(),
                List.of());
        var frozen = assertThrows(VerifyException.class, () -> verification.run(request(kinds, List.of(put), false)))
                .getMessage();
        assertTrue(frozen.contains("map '.rodata' does not take an element: bpf(BPF_MAP_UPDATE_ELEM): "), frozen);
    }

    @Test
    @DisplayName("refuses what would be told apart by nobody: kernels of one name, objects of one name")
    void sameNames() throws Exception {
        var one = Files.writeString(
                Files.createDirectories(directory.resolve("a/k")).resolve("vmlinuz"), "");
        var other = Files.writeString(
                Files.createDirectories(directory.resolve("b/k")).resolve("vmlinuz"), "");
        var kernels = List.<KernelChoice>of(image(one), image(other));
        assertEquals(
                "Two kernels are called 'k', " + one + " and " + other
                        + ": give one of them another <name>, or name it once",
                assertThrows(
                                VerifyException.class,
                                () -> verification.run(new VerifyRequest(
                                        List.of(good),
                                        kernels,
                                        List.of(),
                                        new VerifyRequest.BaselineRequest(directory.resolve("v.txt"), false, 10),
                                        directory.resolve("reports"))))
                        .getMessage());
        var twice = Files.createDirectories(directory.resolve("twice"));
        Files.copy(good.resolve("good_bpfel.o"), twice.resolve("good.o"));
        Files.copy(good.resolve("good_bpfel.o"), twice.resolve("good.bpf.o"));
        assertEquals(
                "good.bpf.o and good.o are both the object 'good': give one of them another name, or name the one that is"
                        + " meant",
                assertThrows(VerifyException.class, () -> verification.run(request(twice, List.of(), false)))
                        .getMessage());
    }

    @Test
    @DisplayName("says which file is not there if one was named")
    void missingObject() {
        var missing = directory.resolve("missing.o");
        var refused = assertThrows(VerifyException.class, () -> verification.run(request(missing, List.of(), false)));
        assertTrue(refused.getMessage().startsWith("There is no file " + missing + ": name an object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#k", " ", "a\tb", "a\nb"})
    @DisplayName("refuses names of kernels that would spoil the baseline")
    void namesOfKernels(String name) {
        assertThrows(
                IllegalArgumentException.class,
                () -> KernelChoice.Image.of(
                        Path.of("/"), Optional.of(name), Optional.empty(), Optional.empty(), WhenAbsent.FAIL));
    }

    private static KernelChoice image(Path file) {
        return KernelChoice.Image.of(file, Optional.empty(), Optional.empty(), Optional.empty(), WhenAbsent.FAIL);
    }

    private String problem(ProgramTest test) {
        return assertThrows(VerifyException.class, () -> verification.run(request(good, List.of(test), false)))
                .getMessage();
    }

    private static ProgramTest test(List<Entry> before, int returns, Entry... after) {
        return new ProgramTest(
                "counts",
                "good",
                "count",
                "zero:64",
                "",
                before,
                Optional.of(returns),
                Optional.empty(),
                List.of(after));
    }

    private VerifyRequest request(Path objects, List<ProgramTest> tests, boolean update) {
        return new VerifyRequest(
                List.of(objects),
                List.of(new ThisMachine(WhenAbsent.FAIL)),
                tests,
                new VerifyRequest.BaselineRequest(directory.resolve("verified.txt"), update, 10),
                directory.resolve("reports"));
    }
}
