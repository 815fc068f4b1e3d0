package io.github.bpfmaven.linker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.linker.OutputOptions.Kind;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A link writes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OutputTest {
    private static final String PROGRAM = """
            int count;
            static __attribute__((noinline)) int add(int x) { return count += x; }
            __attribute__((section("tc"), used)) int program(void *ctx) { return add(1) + add(*(int *)ctx); }
            """;

    @TempDir
    private Path directory = Path.of("");

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(1));

    @AfterAll
    void close() {
        worker.close();
    }

    @Test
    @DisplayName("bitcode, which links to the same object as what it was made of")
    void bitcode() throws Exception {
        var direct = link(OutputOptions.DEFAULT).output();
        var bitcode = link(OutputOptions.DEFAULT.withKind(Kind.BITCODE)).output();
        var input = new LinkInput.InMemory("linked.bc", bitcode);
        var again = worker.link(new TestLinks(directory).whole("program.bpf.c", BpfTarget.BPFEL, List.of(input)))
                .get();

        assertArrayEquals(
                sections(direct),
                sections(assertInstanceOf(LinkResult.Linked.class, again).output()));
    }

    @Test
    @DisplayName("textual IR")
    void ir() throws Exception {
        var ir = text(link(OutputOptions.DEFAULT.withKind(Kind.IR)));

        assertTrue(ir.startsWith("; ModuleID = 'program.bpf.c'"), ir);
        assertTrue(ir.contains("define dso_local i32 @program("), ir);
        assertTrue(ir.contains("!DISubprogram(name: \"program\""), ir);
    }

    @Test
    @DisplayName("assembly, with BTF and without DWARF")
    void assembly() throws Exception {
        var assembly = text(link(OutputOptions.DEFAULT.withKind(Kind.ASSEMBLY)));

        assertTrue(assembly.contains(".globl\tprogram"), assembly);
        assertTrue(assembly.contains(".BTF.ext"), assembly);
        assertFalse(assembly.contains(".debug_info"), assembly);
    }

    @Test
    @DisplayName("an object without BTF if that is asked for")
    void withoutBtf() throws Exception {
        var object = ElfFile.read(link(OutputOptions.DEFAULT.withBtf(false)).output());

        assertTrue(object.section(".BTF").isEmpty());
        assertTrue(object.section("tc").isPresent());
    }

    @Test
    @DisplayName("an object with DWARF if that is asked for, and BTF as ever")
    void withDwarf() throws Exception {
        var with = ElfFile.read(link(OutputOptions.DEFAULT.withDwarf(true)).output());
        var without = ElfFile.read(link(OutputOptions.DEFAULT).output());

        assertTrue(with.section(".debug_info").isPresent());
        assertTrue(without.section(".debug_info").isEmpty());
        assertArrayEquals(
                without.section(".BTF").orElseThrow().data(),
                with.section(".BTF").orElseThrow().data());
    }

    @Test
    @DisplayName("the module as text before and after it is optimised, into a directory that it makes")
    void dumps() throws Exception {
        var dumps = directory.resolve("made").resolve("here");
        var options = LinkOptions.DEFAULT
                .withOutput(OutputOptions.DEFAULT.withDumpDirectory(dumps))
                .withCode(CodeOptions.builder()
                        .optimization(OptimizationLevel.O2)
                        .ignoreInlineNever(true)
                        .build());
        link(options);

        assertTrue(Files.readString(dumps.resolve("pre-opt.ll")).contains("@add("));
        assertFalse(Files.readString(dumps.resolve("post-opt.ll")).contains("@add("));
        try (var files = Files.list(dumps)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    @DisplayName("no dump where it may not, and says so")
    void noDump() throws Exception {
        var file = Files.createFile(directory.resolve("file"));
        var result = worker.link(request()
                        .withOptions(LinkOptions.DEFAULT.withOutput(OutputOptions.DEFAULT.withDumpDirectory(file))))
                .get();

        var failed = assertInstanceOf(LinkResult.Failed.class, result);
        assertTrue(failed.diagnostics().get(0).message().contains(file.toString()), failed::toString);
    }

    @Test
    @DisplayName("what became of each symbol: where it is, or that it is gone")
    void symbols() throws Exception {
        var symbols = link(LinkOptions.DEFAULT.withCode(
                        CodeOptions.builder().ignoreInlineNever(true).build()))
                .symbols();

        assertEquals(
                List.of(
                        "program in program.bpf.c: tc+0",
                        "add in program.bpf.c: gone",
                        "count in program.bpf.c: .bss+0"),
                symbols.stream()
                        .map(symbol -> symbol.name() + " in " + symbol.input() + ": "
                                + symbol.place()
                                        .map(place -> place.section() + "+" + place.offset())
                                        .orElse("gone"))
                        .toList());
    }

    private static byte[] sections(byte[] object) throws Exception {
        var all = new StringBuilder();
        for (ElfSection section : ElfFile.read(object).sections()) {
            all.append(section.name()).append(new String(section.data(), StandardCharsets.ISO_8859_1));
        }
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(LinkResult.Linked linked) {
        return new String(linked.output(), StandardCharsets.UTF_8);
    }

    private LinkResult.Linked link(OutputOptions output) throws Exception {
        return link(LinkOptions.DEFAULT.withOutput(output));
    }

    private LinkResult.Linked link(LinkOptions options) throws Exception {
        var result = worker.link(request().withOptions(options)).get();
        return assertInstanceOf(LinkResult.Linked.class, result, () -> "" + result.diagnostics());
    }

    private LinkRequest request() throws Exception {
        var links = new TestLinks(directory);
        return links.whole(
                "program.bpf.c", BpfTarget.BPFEL, List.of(links.input("program.bpf.c", PROGRAM, BpfTarget.BPFEL)));
    }
}
