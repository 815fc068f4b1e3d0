package io.github.bpfmaven.linker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.testing.TestProgram;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A program that calls library code")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LibraryLinkTest {
    private static final String PROGRAM = """
            int helper(int x);
            __attribute__((section("xdp"), used)) int program(int *ctx) { return helper(ctx[0]); }
            char LICENSE[] __attribute__((section("license"), used)) = "GPL";
            """;

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(2));

    @AfterAll
    void endWorker() {
        worker.close();
    }

    static Stream<Arguments> programs() throws IOException {
        return TestProgram.in(TestProgram.LIBRARIES).stream()
                .flatMap(program -> Stream.of(BpfTarget.values()).map(target -> Arguments.of(program, target)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("programs")
    @DisplayName("gets the sources that it needs, and no other, and quotes their lines")
    void pullsWhatItNeeds(TestProgram program, BpfTarget target, @TempDir Path directory) throws Exception {
        var result = worker.link(new TestLinks(directory).withLibraries(program, target))
                .get();

        assertEquals(List.of(), result.diagnostics());
        var object = assertInstanceOf(LinkResult.Linked.class, result).output();
        var quoted = new String(object, StandardCharsets.ISO_8859_1);
        assertFalse(program.pulls().isEmpty());
        for (var library : Set.of("checksum.c", "hidden.c", "ports.c", "same_names.c", "tally.c", "unused.c")) {
            assertEquals(program.pulls().contains(library), quoted.contains("./" + library), library);
        }
    }

    @Test
    @DisplayName("keeps its functions static, and drops what is inlined everywhere")
    void libraryFunctionsBecomeStatic(@TempDir Path directory) throws Exception {
        var object = link(directory, PROGRAM, """
                int small(int x) { return x + 1; }
                __attribute__((noinline)) int large(int x) { return x * 7; }
                int helper(int x) { return small(x) + large(x); }
                int unused(int x) { return x; }
                """);

        var functions = object.symbols().stream()
                .filter(symbol -> symbol.type() == ElfSymbol.STT_FUNC)
                .collect(Collectors.toMap(ElfSymbol::name, ElfSymbol::binding));
        assertEquals(ElfSymbol.STB_GLOBAL, functions.get("program"));
        assertEquals(ElfSymbol.STB_LOCAL, functions.get("large"));
        assertEquals(Set.of("program", "large"), functions.keySet());
    }

    @Test
    @DisplayName("keeps its own function as it is, also beside a library's weak default")
    void ownFunctionStaysGlobal(@TempDir Path directory) throws Exception {
        var object = link(directory, PROGRAM + "__attribute__((noinline)) int hook(int x) { return x * 5; }", """
                __attribute__((weak, noinline)) int hook(int x) { return 0; }
                __attribute__((noinline)) int helper(int x) { return hook(x + 1); }
                """);

        var hook = object.symbols().stream()
                .filter(symbol -> symbol.name().equals("hook"))
                .findFirst();
        assertEquals(ElfSymbol.STB_GLOBAL, hook.orElseThrow().binding());
    }

    @Test
    @DisplayName("keeps a library's variables where the user space finds them")
    void libraryVariablesStayGlobal(@TempDir Path directory) throws Exception {
        var object = link(directory, PROGRAM, "int factor = 3; int helper(int x) { return x * factor; }");

        var factor = object.symbols().stream()
                .filter(symbol -> symbol.name().equals("factor"))
                .findFirst();
        assertEquals(ElfSymbol.STB_GLOBAL, factor.orElseThrow().binding());
    }

    @Test
    @DisplayName("has one license, also if its library says the same under another name")
    void equalLicenses(@TempDir Path directory) throws Exception {
        var object = link(directory, PROGRAM, """
                int helper(int x) { return x; }
                char _license[] __attribute__((section("license"), used)) = "GPL";
                """);

        assertEquals("GPL\0", new String(object.section("license").orElseThrow().data(), StandardCharsets.US_ASCII));
    }

    @Test
    @DisplayName("is told of a library under another license, with both")
    void differentLicenses(@TempDir Path directory) throws Exception {
        var request = new TestLinks(directory).ofText(PROGRAM, BpfTarget.BPFEL, """
                        int helper(int x) { return x; }
                        char LICENSE[] __attribute__((section("license"), used)) = "Dual BSD/GPL";
                        """);

        var message = assertInstanceOf(
                        LinkResult.Failed.class, worker.link(request).get())
                .diagnostics()
                .get(0)
                .message();
        assertTrue(message.contains("says \"GPL\" in program.bpf.c and \"Dual BSD/GPL\" in library1.c"), message);
    }

    @Test
    @DisplayName("is told where it uses a symbol that nobody defines")
    void undefinedSymbol(@TempDir Path directory) throws Exception {
        var result = worker.link(new TestLinks(directory).ofText(PROGRAM, BpfTarget.BPFEL, "int other;"))
                .get();

        var diagnostic =
                assertInstanceOf(LinkResult.Failed.class, result).diagnostics().get(0);
        assertEquals("program.bpf.c", diagnostic.location().orElseThrow().file());
        assertEquals(2, diagnostic.location().orElseThrow().line());
        assertTrue(
                diagnostic.message().startsWith("undefined symbol 'helper', used by 'program'"), diagnostic::message);
    }

    @Test
    @DisplayName("is told of a symbol that two sources define, by both their names")
    void duplicateSymbol(@TempDir Path directory) throws Exception {
        var request = new TestLinks(directory)
                .ofText(PROGRAM + "int twice = 1;", BpfTarget.BPFEL, "int twice; int helper(int x) { return twice; }");

        var result = worker.link(request).get();

        var message = assertInstanceOf(LinkResult.Failed.class, result)
                .diagnostics()
                .get(0)
                .message();
        assertTrue(message.contains("'twice' is defined in program.bpf.c and in library1.c"), message);
    }

    @Test
    @DisplayName("can't be of the other byte order than its object")
    void wrongByteOrder(@TempDir Path directory) throws Exception {
        var links = new TestLinks(directory);
        var little = links.ofText(PROGRAM, BpfTarget.BPFEL, "int helper(int x) { return x; }");

        var result = worker.link(new LinkRequest(
                        "program.bpf.c",
                        little.inputs(),
                        little.libraries(),
                        Optional.of(BpfTarget.BPFEB),
                        LinkOptions.DEFAULT,
                        List.of()))
                .get();

        var message = assertInstanceOf(LinkResult.Failed.class, result)
                .diagnostics()
                .get(0)
                .message();
        assertTrue(message.contains("compiled for 'bpfel'"), message);
    }

    @Test
    @DisplayName("is told of a memcmp that LLVM could not expand")
    void unexpandedBuiltin(@TempDir Path directory) throws Exception {
        var result = worker.link(new TestLinks(directory).ofText("""
                                struct data { char a[64]; char b[64]; unsigned long size; };
                                __attribute__((section("xdp"), used)) int program(struct data *d)
                                { return __builtin_memcmp(d->a, d->b, d->size); }
                                """, BpfTarget.BPFEL))
                .get();

        var diagnostics = assertInstanceOf(LinkResult.Failed.class, result).diagnostics();
        assertTrue(diagnostics.toString().contains("memcmp"), diagnostics::toString);
    }

    private ElfFile link(Path directory, String program, String library) throws Exception {
        var result = worker.link(new TestLinks(directory).ofText(program, BpfTarget.BPFEL, library))
                .get();
        assertEquals(List.of(), result.diagnostics());
        return ElfFile.read(assertInstanceOf(LinkResult.Linked.class, result).output());
    }
}
