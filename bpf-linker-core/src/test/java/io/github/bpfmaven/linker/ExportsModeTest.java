package io.github.bpfmaven.linker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.testing.LinkedObject;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What bpf-linker's own tests ask for (assembly/exported-symbols.rs, extern_linkage.rs, btf/*.rs), in C. */
@DisplayName("In exports mode")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExportsModeTest {
    private static final String MAIN = """
            #define SEC(name) __attribute__((section(name), used))
            int in_library(int first, int second);
            int also_in_library(int x);
            __attribute__((noinline)) int local_export(int value) { return in_library(value, 1); }
            __attribute__((noinline)) int not_exported(int value) { return also_in_library(value) * value; }
            SEC("uprobe/connect") int connect(void *ctx) { return local_export(7) + not_exported(*(int *)ctx); }
            """;
    private static final String LIBRARY = """
            #define SEC(name) __attribute__((section(name), used))
            long seen SEC("maps/counter");
            __attribute__((noinline)) int in_library(int first, int second) { return first * second + seen; }
            __attribute__((noinline)) int also_in_library(int x) { return x / 3; }
            SEC("uprobe/dep") int dep(void *ctx) { return 1; }
            """;

    @TempDir
    private Path directory = Path.of("");

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(1));

    @AfterAll
    void close() {
        worker.close();
    }

    @Test
    @DisplayName("what is exported stays visible, of the program and of its library, and nothing else")
    void exported() throws Exception {
        var object = link(Set.of("connect", "local_export", "in_library"), MAIN, LIBRARY);

        assertEquals(
                Set.of("connect", "local_export", "in_library"),
                Set.copyOf(object.elf().symbols().stream()
                        .filter(symbol -> symbol.binding() == ElfSymbol.STB_GLOBAL)
                        .map(ElfSymbol::name)
                        .toList()));
    }

    @Test
    @DisplayName("BTF says global of what is exported and static of the rest, with the names of parameters")
    void btf() throws Exception {
        var object = link(Set.of("connect", "in_library"), MAIN, LIBRARY);

        assertEquals(BtfLinkage.GLOBAL, function(object, "connect").linkage());
        assertEquals(BtfLinkage.GLOBAL, function(object, "in_library").linkage());
        assertEquals(BtfLinkage.STATIC, function(object, "dep").linkage());
        var prototype = (BtfType.FuncProto)
                object.btf().type(function(object, "in_library").type());
        assertEquals(
                List.of("first", "second"),
                prototype.params().stream().map(param -> param.name()).toList());
    }

    @Test
    @DisplayName("programs and data in sections of their own stay though nothing exports them")
    void sections() throws Exception {
        var object = link(Set.of("connect"), MAIN, LIBRARY);

        for (var section : List.of("uprobe/connect", "uprobe/dep", "maps/counter")) {
            assertTrue(object.elf().section(section).isPresent(), section);
        }
        assertEquals(0x6, object.elf().section("uprobe/dep").orElseThrow().flags(), "allocated and executable");
        assertEquals(0x3, object.elf().section("maps/counter").orElseThrow().flags(), "allocated and writable");
    }

    @Test
    @DisplayName("declarations stay what they are: the kernel's variables, weak ones and functions")
    void declarations() throws Exception {
        var object = link(Set.of("program"), """
                extern int CONFIG_HZ __attribute__((section(".kconfig")));
                extern const void weak_symbol __attribute__((section(".ksyms"), weak));
                extern int kernel_function(int) __attribute__((section(".ksyms")));
                __attribute__((section("tc"), used)) int program(void *ctx)
                { return CONFIG_HZ + (&weak_symbol != 0) + kernel_function(1); }
                """);

        assertEquals(
                List.of(ElfSymbol.STB_GLOBAL, ElfSymbol.STB_WEAK, ElfSymbol.STB_GLOBAL),
                List.of("CONFIG_HZ", "weak_symbol", "kernel_function").stream()
                        .map(name -> object.symbol(name).orElseThrow().binding())
                        .toList());
        assertEquals(BtfLinkage.EXTERN, function(object, "kernel_function").linkage());
        var ksyms = object.types(BtfType.DataSec.class, ".ksyms").get(0).variables();
        assertTrue(
                ksyms.stream()
                        .anyMatch(info -> object.btf().type(info.type()).equals(function(object, "kernel_function"))),
                ksyms::toString);
    }

    @Test
    @DisplayName("a typedef of a struct without a name is kept as that, also over two sources")
    void anonymousStruct() throws Exception {
        var shared = "typedef struct { int ayy; } incognito;\n";
        var object = link(
                Set.of("program"),
                shared + "int use(incognito *i); __attribute__((section(\"tc\"), used)) int program(void *ctx)"
                        + "{ incognito i = { 3 }; return use(&i); }",
                shared + "__attribute__((noinline)) int use(incognito *i) { return i->ayy; }");

        var typedef = object.types(BtfType.Typedef.class, "incognito").get(0);
        var struct = (BtfType.Struct) object.btf().type(typedef.type());
        assertEquals("", struct.name());
        assertEquals(4, struct.size());
        assertEquals(1, struct.members().size());
    }

    private static BtfType.Func function(LinkedObject object, String name) {
        return object.types(BtfType.Func.class, name).get(0);
    }

    private LinkedObject link(Set<String> exports, String... sources) throws Exception {
        var links = new TestLinks(directory);
        var inputs = new ArrayList<LinkInput>();
        for (var source : sources) {
            inputs.add(links.input("source" + inputs.size() + ".c", source, BpfTarget.BPFEL));
        }
        var options = LinkOptions.DEFAULT.withSymbols(
                SymbolOptions.DEFAULT.withMode(SymbolOptions.Mode.EXPORTS).withExports(exports));
        return LinkedObject.of(
                worker.link(links.whole("all", BpfTarget.BPFEL, inputs).withOptions(options))
                        .get());
    }
}
