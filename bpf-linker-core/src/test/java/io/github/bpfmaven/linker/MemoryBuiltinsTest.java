package io.github.bpfmaven.linker;

import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.testing.LinkedObject;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** BPF has no C library, but code generation calls what it can't expand in place. */
@DisplayName("A memset that LLVM can't expand")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MemoryBuiltinsTest {
    private static final String PROGRAM = """
            char buffer[256];
            __attribute__((section("tc"), used)) int program(unsigned *size)
            { __builtin_memset(buffer, 0, *size & 0xff); return 0; }
            """;
    private static final String MEMSET = """
            void *memset(void *to, int value, unsigned long size)
            { volatile char *c = to; for (unsigned long i = 0; i < size; i++) c[i] = value; return to; }
            """;

    @TempDir
    private Path directory = Path.of("");

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(1));

    @AfterAll
    void close() {
        worker.close();
    }

    @Test
    @DisplayName("is an error with its place, said once")
    void error() throws Exception {
        var failed = assertInstanceOf(LinkResult.Failed.class, link(LinkOptions.DEFAULT));

        assertEquals(1, failed.diagnostics().size(), failed::toString);
        var diagnostic = failed.diagnostics().get(0);
        assertTrue(diagnostic.message().startsWith("a call of 'memset' is left"), diagnostic::toString);
        assertEquals(3, diagnostic.location().orElseThrow().line());
    }

    @Test
    @DisplayName("calls the one of a library, though no source asked for that")
    void fromLibrary() throws Exception {
        var object = LinkedObject.of(link(LinkOptions.DEFAULT, "int other;", MEMSET));

        assertEquals(ElfSymbol.STB_GLOBAL, object.symbol("memset").orElseThrow().binding());
        var code = object.elf().section("tc").orElseThrow();
        assertTrue(
                object.elf().relocations(code).stream()
                        .anyMatch(relocation -> object.elf()
                                .symbols()
                                .get(relocation.symbolIndex())
                                .name()
                                .equals("memset")),
                "a call of memset");
        assertTrue(object.symbol("other").isEmpty());
    }

    @Test
    @DisplayName("finds it in exports mode too, unless builtins aren't to be kept")
    void exportsMode() throws Exception {
        var symbols = SymbolOptions.DEFAULT.withMode(SymbolOptions.Mode.EXPORTS).withExports(Set.of("program"));

        var object = LinkedObject.of(link(LinkOptions.DEFAULT.withSymbols(symbols), MEMSET));
        assertEquals(ElfSymbol.STB_GLOBAL, object.symbol("memset").orElseThrow().binding());

        var without = link(LinkOptions.DEFAULT.withSymbols(symbols.withMemoryBuiltins(false)), MEMSET);
        assertInstanceOf(LinkResult.Failed.class, without);
    }

    private LinkResult link(LinkOptions options, String... libraries) throws Exception {
        var request = new TestLinks(directory).ofText(PROGRAM, BpfTarget.BPFEL, libraries);
        return worker.link(request.withOptions(options)).get();
    }
}
