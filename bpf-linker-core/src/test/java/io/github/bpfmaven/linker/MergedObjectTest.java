package io.github.bpfmaven.linker;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.TestClang;
import io.github.bpfmaven.testing.TestProgram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A finished object of several modules")
final class MergedObjectTest {
    private static final String COMMON = """
            typedef unsigned int u32;
            typedef unsigned long long u64;
            struct item;
            struct list { struct list *next; struct item *item; u64 n; };
            #define SEC(name) __attribute__((section(name), used))
            """;

    private static final String FIRST = COMMON + """
            struct { int (*type)[2]; u32 *key; struct list *value; int (*max_entries)[4]; } lists SEC(".maps");
            static volatile u32 counter = 1;
            static volatile u64 total;
            struct list first_list;
            static __attribute__((noinline)) int helper(volatile u32 *p) { return *p + 1; }
            SEC("tc") int one(void *ctx) { counter += 2; total++; return helper(&counter); }
            char LICENSE[] SEC("license") = "GPL";
            """;

    private static final String SECOND = COMMON + """
            struct item { u32 id; struct list *in; };
            struct { int (*type)[2]; u32 *key; struct item *value; int (*max_entries)[4]; } items SEC(".maps");
            static volatile u32 counter = 5;
            static volatile u64 total;
            struct list second_list;
            static __attribute__((noinline)) int helper(volatile u32 *p) { return *p + 3; }
            SEC("tc") int two(void *ctx) { counter += 3; total++; return helper(&counter); }
            """;

    /** As LLVM counts them: over all names that it had to make up. */
    private static final Map<String, String> SOURCE_NAMES =
            Map.of("counter.2", "counter", "total.3", "total", "helper.4", "helper", "two", "never", "items", "never");

    /** Those of the test programs that have no global symbol in common. */
    private static final Set<String> PROGRAMS = Set.of(
            "core_read",
            "forward_declared",
            "timer",
            "struct_ops",
            "core_exists",
            "fentry",
            "kfunc",
            "iterators",
            "decl_tags",
            "enum64",
            "unions",
            "lsm",
            "spin_lock");

    private static final FinishPlan PLAN = new FinishPlan(new SourceTexts(List.of()), true, SOURCE_NAMES, false);

    private final ObjectFinisher finisher = new ObjectFinisher();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    @DisplayName("has each type of the common header once, whether a source defines it or declares it only")
    void typesOnce(BpfTarget target) throws Exception {
        var raw = btf(merged(target));
        var btf = btf(finisher.finish(merged(target), PLAN));

        assertEquals(2, named(raw, "list"));
        assertEquals(2, named(raw, "item"), "a FWD and a struct");
        for (var name : List.of("list", "item", "u32", "u64", "int", "unsigned int")) {
            assertEquals(1, named(btf, name), name);
        }
        assertTrue(btf.types().stream().noneMatch(BtfType.Fwd.class::isInstance));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "has its variables under the names of their sources, each where it is, and no two functions of one name")
    void variables(BpfTarget target) throws Exception {
        var object = finisher.finish(merged(target), PLAN);
        var file = ElfFile.read(object);
        var data = datasec(btf(object), ".data");
        var bss = datasec(btf(object), ".bss");

        assertEquals(List.of("counter at 0", "counter at 4"), places(btf(object), data));
        assertEquals(8, data.size());
        assertEquals(
                List.of("total at 0", "first_list at 8", "total at 32", "second_list at 40"), places(btf(object), bss));
        assertEquals(64, bss.size());
        var words = ByteBuffer.wrap(file.section(".data").orElseThrow().data()).order(file.byteOrder());
        assertEquals(List.of(1, 5), List.of(words.getInt(0), words.getInt(4)));
        assertEquals(
                List.of("counter", "total", "helper", "counter", "total", "helper.4"),
                file.symbols().stream()
                        .filter(symbol -> symbol.binding() == ElfSymbol.STB_LOCAL && symbol.size() > 0)
                        .map(ElfSymbol::name)
                        .toList());
    }

    @Test
    @DisplayName("keeps the names of all symbols that are not local")
    void globalNames() throws Exception {
        var object = finisher.finish(merged(BpfTarget.BPFEL), PLAN);

        assertTrue(ElfFile.read(object).symbols().stream()
                .noneMatch(symbol -> symbol.name().equals("never")));
        assertEquals(List.of("lists at 0", "items at 32"), places(btf(object), datasec(btf(object), ".maps")));
    }

    @Test
    @DisplayName("has a FUNC for each static function, of one name and one prototype")
    void functions() throws Exception {
        var btf = btf(finisher.finish(merged(BpfTarget.BPFEL), PLAN));
        var helpers = btf.types().stream()
                .filter(type -> type instanceof BtfType.Func && type.name().equals("helper"))
                .map(BtfType.Func.class::cast)
                .toList();

        assertEquals(2, helpers.size());
        assertEquals(helpers.get(0), helpers.get(1));
        assertEquals(BtfLinkage.STATIC, helpers.get(0).linkage());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("has no relocations of BTF, and the same bytes when it is finished again")
    void finishedAgain(BpfTarget target) throws Exception {
        var once = finisher.finish(merged(target), PLAN);

        assertArrayEquals(once, finisher.finish(once, PLAN));
        assertFalse(ElfFile.read(once).sections().stream()
                .map(ElfSection::name)
                .anyMatch(Set.of(".rel.BTF", ".rel.BTF.ext")::contains));
    }

    @Test
    @DisplayName("keeps DWARF with its relocations if it is to")
    void keepsDwarf() throws Exception {
        var plan = new FinishPlan(new SourceTexts(List.of()), true, SOURCE_NAMES, true);
        var raw = ElfFile.read(merged(BpfTarget.BPFEL));
        var file = ElfFile.read(finisher.finish(merged(BpfTarget.BPFEL), plan));

        for (var name : List.of(".debug_info", ".debug_line", ".debug_addr")) {
            var before = raw.section(name).orElseThrow();
            var after = file.section(name).orElseThrow();
            assertArrayEquals(before.data(), after.data(), name);
            assertEquals(raw.relocations(before).size(), file.relocations(after).size(), name);
        }
    }

    @Test
    @DisplayName("loads, with all of its BTF, and bpftool links it and makes a skeleton of it")
    void loads() throws Exception {
        Kernel.require();
        var dwarf = new FinishPlan(new SourceTexts(List.of()), true, SOURCE_NAMES, true);
        for (var plan : List.of(PLAN, dwarf)) {
            var object = Files.write(directory.resolve("all.o"), finisher.finish(merged(BpfTarget.BPFEL), plan));
            assertLoads(object);
            var linked = directory.resolve("linked.o");
            bpftool("gen", "object", linked.toString(), object.toString());
            assertLoads(linked);
            var skeleton = bpftool("gen", "skeleton", object.toString(), "name", "all");
            assertTrue(skeleton.contains("struct list second_list;"), skeleton);
            assertFalse(skeleton.contains("___2"), skeleton);
        }
    }

    @Test
    @DisplayName("has as many types of each kind as libbpf's own linker makes of the same, but for functions with code")
    void likeLibbpf() throws Exception {
        Kernel.require();
        var raw = mergedPrograms(false);
        Files.write(directory.resolve("raw.o"), raw);
        bpftool("gen", "object", "linked.o", "raw.o");

        var ours = kinds(btf(finisher.finish(raw, PLAN)));
        var libbpf = kinds(btf(Files.readAllBytes(directory.resolve("linked.o"))));
        assertTrue(ours.get(BtfKind.STRUCT) < kinds(btf(raw)).get(BtfKind.STRUCT), "there is something to merge");
        ours.remove(BtfKind.FUNC);
        libbpf.remove(BtfKind.FUNC);
        assertEquals(libbpf, ours);
    }

    @Test
    @DisplayName("loads when it is made of many programs, with CO-RE, struct_ops, kfuncs and tags")
    void manyProgramsLoad() throws Exception {
        Kernel.require();
        assertLoads(Files.write(directory.resolve("many.o"), finisher.finish(mergedPrograms(true), PLAN)));
    }

    private byte[] mergedPrograms(boolean onlyLoadable) throws Exception {
        var clang = new TestClang(directory);
        var merged = new MergedObjects(clang);
        var names = new ArrayList<String>();
        for (var program : TestProgram.in(TestProgram.ROOT)) {
            if (PROGRAMS.contains(program.name())
                    && (!onlyLoadable || program.refusal().isEmpty())) {
                var source = clang.add(program.source());
                names.add(merged.source("#define LICENSE license" + names.size() + "\n#include \"" + source + "\"\n"));
            }
        }
        assertTrue(names.size() > 8, names.size() + " programs");
        return merged.merge(BpfTarget.BPFEL, names);
    }

    private byte[] merged(BpfTarget target) throws Exception {
        var merged = new MergedObjects(new TestClang(directory));
        return merged.merge(target, List.of(merged.source(FIRST), merged.source(SECOND)));
    }

    private static Btf btf(byte[] object) throws Exception {
        var file = ElfFile.read(object);
        var btf = Btf.read(file.section(".BTF").orElseThrow().data(), file.byteOrder());
        // What names types must name types that exist.
        BtfExt.read(file.section(".BTF.ext").orElseThrow().data(), btf);
        return btf;
    }

    private static long named(Btf btf, String name) {
        return btf.types().stream().filter(type -> type.name().equals(name)).count();
    }

    private static BtfType.DataSec datasec(Btf btf, String name) {
        return btf.types().stream()
                .filter(BtfType.DataSec.class::isInstance)
                .map(BtfType.DataSec.class::cast)
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> places(Btf btf, BtfType.DataSec section) {
        return section.variables().stream()
                .map(variable -> btf.type(variable.type()).name() + " at " + variable.offset())
                .toList();
    }

    private static Map<BtfKind, Integer> kinds(Btf btf) {
        var kinds = new EnumMap<BtfKind, Integer>(BtfKind.class);
        btf.types().forEach(type -> kinds.merge(type.kind(), 1, Integer::sum));
        return kinds;
    }

    private static void assertLoads(Path object) throws Exception {
        var load = Kernel.load(object);
        assertEquals(0, load.status(), load.output());
        assertFalse(load.output().contains("Error loading .BTF"), load.output());
    }

    private String bpftool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("bpftool"));
        command.addAll(List.of(arguments));
        return MergedObjects.run(directory, command);
    }
}
