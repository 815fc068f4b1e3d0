package io.github.bpfmaven.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.testing.TestProgram;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("This kernel and libbpf, through bpftool,")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KernelAgreesTest {
    /** Where the verifier knows more than the code shows. */
    private static final Map<String, String> KNOWN_STACK_DIFFERENCES = Map.of(
            "ask", "asks a kernel older than this one in another way, which is not reached here",
            "on_write", "the same, by a setting of the kernel's",
            "run", "bpf_loop is put into the program, which saves three registers then");

    private static final Pattern MEMORY = Pattern.compile("\"bytes_memlock\":(\\d+)");

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(2));

    @BeforeAll
    void kernel() {
        Kernel.require();
    }

    @AfterAll
    void endWorker() {
        worker.close();
    }

    static Stream<TestProgram> programs() throws IOException {
        return Stream.concat(TestProgram.in(TestProgram.ROOT).stream(), TestProgram.in(TestProgram.LIBRARIES).stream())
                .filter(program -> program.refusal().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    @DisplayName("count the same instructions, stack and memory")
    void agree(TestProgram program, @TempDir Path directory) throws Exception {
        var object = link(program, directory);
        var report = ObjectInspector.of(object).report();
        var file = Files.write(directory.resolve("program.o"), object);
        var pins = Kernel.newPin();
        var maps = Kernel.newPin();
        try {
            var result = Kernel.bpftool(
                    "-d", "prog", "loadall", file.toString(), pins.toString(), "pinmaps", maps.toString());
            assertEquals(0, result.status(), result.output());
            var programs = KernelLog.parse(result.output());
            assertTrue(
                    programs.keySet()
                            .containsAll(report.programs().stream()
                                    .map(found -> found.function().name())
                                    .toList()),
                    result.output());
            for (var found : report.programs()) {
                check(found, programs.get(found.function().name()), report);
            }
            assertEquals(memoryOf(maps, report), expectedMemory(maps, report));
        } finally {
            Kernel.unpin(pins);
            Kernel.unpin(maps);
        }
    }

    private static void check(FunctionReport found, KernelLog kernel, ObjectReport report) {
        var name = found.function().name();
        assertEquals(kernel.instructions(), found.instructions(), name);
        if (kernel.stack().isEmpty()) {
            return; // Not loaded unless asked for.
        }
        assertEquals(new TreeSet<>(kernel.added().keySet()), new TreeSet<>(found.subprograms()), name);
        assertEquals(kernel.loaded(), found.loadedInstructions(), name);
        var functions = new ArrayList<>(List.of(name));
        functions.addAll(kernel.added().keySet());
        var stacks = new TreeMap<String, Integer>();
        Stream.concat(report.programs().stream(), report.subprograms().stream())
                .forEach(function -> stacks.put(function.function().name(), function.stack()));
        for (var i = 0; i < functions.size(); i++) {
            if (!KNOWN_STACK_DIFFERENCES.containsKey(functions.get(i))) {
                assertEquals(kernel.stack().get(i), stacks.get(functions.get(i)), functions.get(i) + " in " + name);
            }
        }
        var chain = found.chain().orElseThrow();
        assertTrue(chain.rounded16() <= chain.rounded32() && chain.rounded32() <= 512, chain::toString);
    }

    private static Map<String, Long> memoryOf(Path pins, ObjectReport report) throws Exception {
        var memory = new TreeMap<String, Long>();
        for (var map : withMemory(pins, report)) {
            var shown = Kernel.bpftool(
                    "-j",
                    "map",
                    "show",
                    "pinned",
                    pins.resolve(map.map().name()).toString());
            var matcher = MEMORY.matcher(shown.output());
            assertTrue(matcher.find(), shown.output());
            memory.put(map.map().name(), Long.parseLong(matcher.group(1)));
        }
        return memory;
    }

    /** Exactly on the kernel whose structs were measured, else within what structs differ by. */
    private static Map<String, Long> expectedMemory(Path pins, ObjectReport report) throws Exception {
        var memory = new TreeMap<String, Long>();
        var kernel = memoryOf(pins, report);
        for (var map : withMemory(pins, report)) {
            var expected = map.memory().orElseThrow().forCpus(possibleCpus());
            var actual = kernel.get(map.map().name());
            var near = Math.abs(expected - actual) < 512
                    && !System.getProperty("os.version").startsWith("6.18");
            memory.put(map.map().name(), near ? actual : expected);
        }
        return memory;
    }

    /** Hash tables without preallocation take their memory as they are filled. */
    private static List<ObjectReport.MapReport> withMemory(Path pins, ObjectReport report) {
        return report.maps().stream()
                .filter(map -> map.memory().isPresent())
                .filter(map -> (map.map().definition().flags() & 1) == 0)
                .filter(map -> Files.exists(pins.resolve(map.map().name())))
                .toList();
    }

    private static int possibleCpus() throws IOException {
        var range =
                Files.readString(Path.of("/sys/devices/system/cpu/possible")).strip();
        return Integer.parseInt(range.substring(range.lastIndexOf('-') + 1)) + 1;
    }

    private byte[] link(TestProgram program, Path directory) throws Exception {
        var links = new TestLinks(directory);
        var library = program.source().startsWith(TestProgram.LIBRARIES);
        var request = library ? links.withLibraries(program, BpfTarget.BPFEL) : links.single(program, BpfTarget.BPFEL);
        var result = worker.link(request).get();
        return assertInstanceOf(LinkResult.Linked.class, result, result::toString)
                .output();
    }
}
