package io.github.bpfmaven.linker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.input.Samples;
import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.LinkedObject;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.testing.TestTools;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Inputs of every kind")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InputKindsLinkTest {
    private static final String SEC = "#define SEC(name) __attribute__((section(name), used))\n";
    private static final String PROGRAM = SEC + """
            int needed(int x);
            SEC("tc") int program(int *ctx) { return needed(*ctx); }
            char LICENSE[] SEC("license") = "GPL";
            """;
    private static final String NEEDED = SEC + """
            struct { int (*type)[2]; int (*max_entries)[1]; int *key; long *value; } of_needed SEC(".maps");
            int deeper(int x);
            int needed(int x) { return deeper(x) + 1; }
            SEC("xdp") int comes_along(void *ctx) { return 2; }
            """;
    private static final String UNUSED = SEC + "SEC(\"xdp\") int not_needed(void *ctx) { return 1; }";

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(1));
    private Path directory = Path.of("");

    @BeforeEach
    void clean(@TempDir Path fresh) {
        directory = fresh;
    }

    @AfterAll
    void close() {
        worker.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("give the same object as their bitcode, also from memory")
    void sameObject(BpfTarget target) throws Exception {
        var samples = new Samples(directory, target).all();
        var expected = code(target, samples.get("bitcode"));
        for (var sample : samples.entrySet()) {
            assertArrayEquals(expected, code(target, sample.getValue()), sample.getKey());
        }
    }

    private byte[] code(BpfTarget target, byte[] bytes) throws Exception {
        var options = LinkOptions.DEFAULT.withSymbols(SymbolOptions.DEFAULT.withWholeArchive(true));
        var request = LinkRequest.of("count.c", target, new LinkInput.InMemory("input", bytes))
                .withOptions(options);
        var object = LinkedObject.of(worker.link(request).get());
        assertEquals(target.byteOrder(), object.elf().byteOrder());
        return object.elf().section("tc").orElseThrow().data();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "bsd"})
    @DisplayName(
            "are taken out of an archive as far as they are needed, with the programs and maps beside what is needed")
    void archive(String format) throws Exception {
        var object = LinkedObject.of(link(format, SymbolOptions.DEFAULT));

        assertEquals("[.maps, license, tc, xdp]", sections(object.elf()));
        assertTrue(object.symbol("comes_along").isPresent());
        assertTrue(object.symbol("of_needed").isPresent());
        assertTrue(object.symbol("not_needed").isEmpty());
        Kernel.require();
        var file = Files.write(directory.resolve("out.o"), object.bytes());
        var loaded = Kernel.load(file);
        assertEquals(0, loaded.status(), loaded::output);
    }

    @Test
    @DisplayName("are taken out of an archive whole if that is asked for")
    void wholeArchive() throws Exception {
        var object = LinkedObject.of(link("gnu", SymbolOptions.DEFAULT.withWholeArchive(true)));

        assertTrue(object.symbol("not_needed").isPresent());
    }

    @Test
    @DisplayName("are left in an archive with a note if they hold programs")
    void leftOut() throws Exception {
        var notes = link("gnu", SymbolOptions.DEFAULT).diagnostics();

        assertEquals(1, notes.size(), notes::toString);
        assertTrue(
                notes.get(0).message().startsWith("lib.a(unused.bc) holds the program 'not_needed'"), notes::toString);
    }

    @Test
    @DisplayName("are none, and that is said")
    void nothing() throws Exception {
        var result = worker.link(LinkRequest.of(
                        "all", BpfTarget.BPFEL, new LinkInput.InMemory("empty.a", "!<arch>\n".getBytes())))
                .get();

        assertFalse(result instanceof LinkResult.Linked);
        assertTrue(result.diagnostics().get(0).message().startsWith("there is nothing to link"), () -> "" + result);
    }

    /** A program, and an archive of four members: one needed, one needed by that, one not needed, one that isn't code. */
    private LinkResult link(String format, SymbolOptions symbols) throws Exception {
        var links = new TestLinks(directory);
        for (var source : List.of(
                List.of("needed.c", NEEDED),
                List.of("deeper.c", "int deeper(int x) { return x * 3; }"),
                List.of("unused.c", UNUSED))) {
            var input = (LinkInput.InFile) links.input(source.get(0), source.get(1), BpfTarget.host());
            Files.move(input.path(), directory.resolve(source.get(0).replace(".c", ".bc")));
        }
        TestTools.run(
                directory, "llvm-ar", "--format=" + format, "rcs", "lib.a", "unused.bc", "needed.bc", "deeper.bc");
        var program = links.input("program.bpf.c", PROGRAM, BpfTarget.host());
        return worker.link(new LinkRequest(
                        "program.bpf.c",
                        List.of(program, new LinkInput.InFile("lib.a", directory.resolve("lib.a"))),
                        List.of(),
                        Optional.of(BpfTarget.host()),
                        LinkOptions.DEFAULT.withSymbols(symbols),
                        List.of()))
                .get();
    }

    private static String sections(ElfFile elf) {
        var names = new TreeSet<String>();
        elf.sections().stream()
                .filter(section -> section.has(0x2) && section.size() > 0)
                .forEach(section -> names.add(section.name()));
        return names.toString();
    }
}
