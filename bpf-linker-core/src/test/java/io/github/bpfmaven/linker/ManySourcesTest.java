package io.github.bpfmaven.linker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.LinkedObject;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Sixteen sources in one object")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManySourcesTest {
    private static final int SOURCES = 16;
    private static final String HEADER = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            struct event { int kind; struct event *next; char text[8]; };
            """;

    /** Each has a program, a map, a global, and statics that all sources call the same; the first has what all share. */
    private static final String SOURCE = HEADER + """
            char LICENSE[] SEC("license") = "GPL";
            struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, %1$d + 1);
                     __type(key, int); __type(value, struct event); } map_%1$d SEC(".maps");
            int global_%1$d = %1$d;
            static volatile int counter = %1$d;
            static __attribute__((noinline)) int helper(int x) { return x * counter + %1$d; }
            extern int shared_global;
            int shared_function(int x);
            SEC("tc") int program_%1$d(struct __sk_buff *skb)
            {
                int key = 0;
                struct event *event = bpf_map_lookup_elem(&map_%1$d, &key);
                if (event) event->kind = shared_global;
                return helper(skb->len) + shared_function(global_%1$d) + counter++;
            }
            """;

    private static final String SHARED = """
            int shared_global = 5;
            __attribute__((noinline)) int shared_function(int x) { return x + shared_global; }
            """;

    private final LinkWorker worker = LinkWorker.start(TestLlvm.worker(2));

    private TestLinks links = new TestLinks(Path.of("target", "test-links"));

    @BeforeEach
    void clean(@TempDir Path directory) {
        links = new TestLinks(directory);
    }

    @AfterAll
    void close() {
        worker.close();
    }

    @Test
    @DisplayName("are the same programs, maps and globals as bpftool links, which knows one byte order only")
    void likeBpftool() throws Exception {
        Kernel.require();
        var theirs = bpftool(BpfTarget.host());

        for (var target : BpfTarget.values()) {
            var ours = LinkedObject.of(worker.link(links.whole("all.bpf.c", target, inputs(target)))
                    .get());
            assertEquals(names(theirs, ElfSymbol.STT_FUNC), names(ours.elf(), ElfSymbol.STT_FUNC));
            assertEquals(names(theirs, ElfSymbol.STT_OBJECT), names(ours.elf(), ElfSymbol.STT_OBJECT));
            assertEquals(target.byteOrder(), ours.elf().byteOrder());
            assertEquals(SOURCES, BpfObject.read(ours.bytes()).programs().size());
            assertEquals(SOURCES, BpfObject.read(ours.bytes()).maps().size());
        }
    }

    @Test
    @DisplayName("load, as bpftool's own object does")
    void load() throws Exception {
        Kernel.require();
        var host = BpfTarget.host();
        var ours = LinkedObject.of(
                worker.link(links.whole("all.bpf.c", host, inputs(host))).get());
        var file = Files.write(links.clang().directory().resolve("ours.o"), ours.bytes());
        bpftool(host);

        for (var object : List.of(file, links.clang().directory().resolve("theirs.o"))) {
            var loaded = Kernel.load(object);
            assertEquals(0, loaded.status(), loaded::output);
        }
    }

    @Test
    @DisplayName("name nothing twice in BTF, and statics as the sources do")
    void types() throws Exception {
        var object = LinkedObject.of(worker.link(links.whole("all.bpf.c", BpfTarget.BPFEL, inputs(BpfTarget.BPFEL)))
                .get());

        assertEquals(1, object.types(BtfType.Struct.class, "event").size());
        assertEquals(1, object.types(BtfType.Struct.class, "__sk_buff").size());
        assertEquals(SOURCES, object.types(BtfType.Var.class, "counter").size());
        assertEquals(SOURCES, object.symbols("counter").size());
        // One for each that func_info names; in ELF two functions of one name would confuse cilium/ebpf.
        assertEquals(SOURCES, object.types(BtfType.Func.class, "helper").size());
        assertTrue(
                object.btf().types().stream().noneMatch(type -> type.name().matches("(counter|helper)\\.\\d+")),
                "a name that LLVM or the linker has made up");
    }

    @Test
    @DisplayName("are the same programs, maps and types in any order, and in the same order the same bytes")
    void order() throws Exception {
        var inputs = new ArrayList<>(inputs(BpfTarget.BPFEL));
        var first = link(inputs);
        assertArrayEquals(first.bytes(), link(inputs).bytes());

        var random = new Random(3);
        for (var run = 0; run < 5; run++) {
            Collections.shuffle(inputs, random);
            var other = link(inputs);
            assertEquals(names(first.elf(), ElfSymbol.STT_FUNC), names(other.elf(), ElfSymbol.STT_FUNC));
            assertEquals(names(first.elf(), ElfSymbol.STT_OBJECT), names(other.elf(), ElfSymbol.STT_OBJECT));
            assertEquals(typeNames(first), typeNames(other));
        }
    }

    private LinkedObject link(List<LinkInput> inputs) throws Exception {
        return LinkedObject.of(
                worker.link(links.whole("all.bpf.c", BpfTarget.BPFEL, inputs)).get());
    }

    private static List<String> typeNames(LinkedObject object) {
        return object.btf().types().stream()
                .map(type -> type.kind() + " " + type.name())
                .sorted()
                .toList();
    }

    /** Names of visible symbols with their sections; static ones may be inlined. */
    private static Set<String> names(ElfFile elf, int type) {
        var names = new TreeSet<String>();
        elf.symbols().stream()
                .filter(symbol -> symbol.type() == type && symbol.binding() != ElfSymbol.STB_LOCAL)
                .forEach(symbol -> names.add(
                        elf.sections().get(symbol.sectionIndex()).name() + " " + symbol.name() + " " + symbol.size()));
        return names;
    }

    private List<LinkInput> inputs(BpfTarget target) throws Exception {
        var inputs = new ArrayList<LinkInput>();
        for (var number = 0; number < SOURCES; number++) {
            inputs.add(links.input("source" + number + ".bpf.c", source(number), target));
        }
        return inputs;
    }

    private static String source(int number) {
        return SOURCE.formatted(number) + (number == 0 ? SHARED : "");
    }

    private ElfFile bpftool(BpfTarget target) throws Exception {
        var command = new ArrayList<>(List.of("bpftool", "gen", "object", "theirs.o"));
        for (var number = 0; number < SOURCES; number++) {
            var name = "source" + number + ".bpf.c";
            Files.writeString(links.clang().directory().resolve(name), source(number));
            command.add(links.clang().object(name, target).getFileName().toString());
        }
        var process = new ProcessBuilder(command)
                .directory(links.clang().directory().toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
        return ElfFile.read(Files.readAllBytes(links.clang().directory().resolve("theirs.o")));
    }
}
