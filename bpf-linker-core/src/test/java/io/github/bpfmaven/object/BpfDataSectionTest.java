package io.github.bpfmaven.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfBuilder;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRewriter;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.linker.BpfTarget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The data sections of an object")
final class BpfDataSectionTest {
    private static final String GLOBALS = """
            struct limits { __u32 low, high; __u64 burst; };
            char first = 'A';
            __u64 second = 0x1122334455667788ULL;
            struct limits third = {10, 20, 30};
            static volatile int own = 7;
            __u16 hot SEC(".data.hot") = 0x0102;
            const volatile int level = 3;
            __attribute__((visibility("hidden"))) int concealed = 9;
            __u64 hits;
            __u8 last[33];
            __u32 rare SEC(".bss.rare");
            struct flexible { int n; char text[]; } flexible = {2, "ab"};
            SEC("tc") int use(struct __sk_buff *skb) {
                static int calls;
                bpf_trace_printk("a literal", 10);
                calls++;
                hits += first + second + third.burst + own + hot + level + flexible.n + concealed;
                last[skb->mark & 31] = (__u8)(hits + rare++);
                first++; second++; third.low++; hot++; concealed++; own++; flexible.n++;
                return (int)hits;
            }
            char LICENSE[] SEC("license") = "GPL";
            """;

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("are .data, .rodata, .bss and those named after them, without literals, in the order of the file")
    void sections(BpfTarget target, @TempDir Path directory) throws Exception {
        byte[] bytes = CompiledObject.bytes(GLOBALS, target, directory);
        List<BpfDataSection> sections = BpfObject.read(bytes).dataSections();
        List<String> inFile = ElfFile.read(bytes).sections().stream()
                .map(ElfSection::name)
                .filter(List.of(".data", ".data.hot", ".rodata", ".bss", ".bss.rare")::contains)
                .toList();
        assertEquals(5, inFile.size());
        assertEquals(inFile, sections.stream().map(BpfDataSection::name).toList());
        assertTrue(ElfFile.read(bytes).section(".rodata.str1.1").isPresent(), "there is a literal");
        for (BpfDataSection section : sections) {
            assertEquals(!section.name().equals(".rodata"), section.writable(), section.name());
            assertEquals(section.name().startsWith(".bss"), section.zeroed(), section.name());
            assertEquals(section.zeroed() ? 0 : section.size(), section.image().length, section.name());
            assertArrayEquals(
                    section.image(),
                    Arrays.copyOfRange(
                            bytes, (int) section.fileOffset(), (int) section.fileOffset() + section.image().length));
        }
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("have the variables where their initial values are, whether clang or the linker made the object")
    void variables(BpfTarget target, @TempDir Path directory) throws Exception {
        checkVariables(CompiledObject.clang(GLOBALS, target, directory));
        checkVariables(CompiledObject.linked(GLOBALS, target, directory));
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("have them where their symbols are if neither relocations nor DATASECs tell")
    void bySymbol(BpfTarget target, @TempDir Path directory) throws Exception {
        byte[] bytes = new ElfRewriter(ElfFile.read(CompiledObject.bytes(GLOBALS, target, directory)))
                .drop(section -> section.name().startsWith(".rel.BTF"))
                .write();
        checkVariables(BpfObject.read(bytes));
    }

    private static void checkVariables(BpfObject object) {
        Map<String, BpfDataSection> sections =
                object.dataSections().stream().collect(Collectors.toMap(BpfDataSection::name, Function.identity()));
        BpfDataSection data = sections.get(".data");
        assertEquals('A', at(data, "first", 1, object).get());
        assertEquals(0x1122334455667788L, at(data, "second", 8, object).getLong());
        ByteBuffer third = at(data, "third", 16, object);
        assertEquals(List.of(10, 20), List.of(third.getInt(), third.getInt()));
        assertEquals(30, third.getLong());
        assertEquals(7, at(data, "own", 4, object).getInt());
        assertEquals(9, at(data, "concealed", 4, object).getInt());
        ByteBuffer flexible = at(data, "flexible", 7, object);
        assertEquals(2, flexible.getInt());
        assertEquals('a', flexible.get());
        assertEquals(0x0102, at(sections.get(".data.hot"), "hot", 2, object).getShort());
        assertEquals(3, at(sections.get(".rodata"), "level", 4, object).getInt());
        List<BpfVariable> zeroed = sections.get(".bss").variables();
        assertEquals(
                List.of("hits", "last", "use.calls"),
                zeroed.stream().map(BpfVariable::name).sorted().toList());
        long end = 0;
        for (BpfVariable variable : zeroed) {
            assertTrue(variable.offset() >= end, "sorted, one behind the other: " + zeroed);
            end = variable.offset() + variable.size();
        }
        assertEquals(
                BtfLinkage.STATIC, variable(sections.get(".bss"), "use.calls").linkage());
        assertEquals(BtfLinkage.GLOBAL, variable(data, "first").linkage());
        assertEquals(33, variable(sections.get(".bss"), "last").size());
        assertEquals(List.of("rare"), names(sections.get(".bss.rare")));
    }

    private static ByteBuffer at(BpfDataSection section, String name, int size, BpfObject object) {
        BpfVariable variable = variable(section, name);
        assertEquals(size, variable.size(), name);
        Btf btf = object.btf().orElseThrow();
        assertFalse(btf.type(variable.type()) instanceof BtfType.Var, name + " has the type of the variable");
        if (!name.equals("flexible")) {
            assertEquals(size, btf.size(variable.type()).orElseThrow(), name);
        }
        return ByteBuffer.wrap(section.image(), (int) variable.offset(), size).order(object.byteOrder());
    }

    private static BpfVariable variable(BpfDataSection section, String name) {
        return section.variables().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " in " + section));
    }

    private static List<String> names(BpfDataSection section) {
        return section.variables().stream().map(BpfVariable::name).toList();
    }

    @Test
    @DisplayName("have variables without a type where there is no BTF")
    void withoutBtf(@TempDir Path directory) throws Exception {
        BpfObject object = BpfObject.read(CompiledObject.bytes(GLOBALS, BpfTarget.BPFEB, directory, "-g0"));
        assertFalse(object.hasBtf());
        BpfDataSection data = object.dataSections().stream()
                .filter(section -> section.name().equals(".data"))
                .findFirst()
                .orElseThrow();
        BpfVariable second = variable(data, "second");
        assertEquals(new BpfVariable("second", 0, second.offset(), 8, BtfLinkage.GLOBAL), second);
        assertEquals(
                0x1122334455667788L, ByteBuffer.wrap(data.image()).getLong((int) second.offset()), "in big-endian");
        assertEquals(BtfLinkage.STATIC, variable(data, "own").linkage());
    }

    @Test
    @DisplayName("have literals among them only if somebody gave one a name")
    void literals() throws Exception {
        ObjectBuilder builder = new ObjectBuilder(ByteOrder.LITTLE_ENDIAN);
        builder.data(".rodata.str1.1", (byte) 'x', (byte) 0);
        int named = builder.data(".rodata.cst16", new byte[16]);
        builder.data(".database", new byte[4]);
        builder.data(".data", new byte[0]);
        BpfObject object =
                builder.variable("pi", ElfSymbol.STB_GLOBAL, named, 0).read();
        assertEquals(
                List.of(".rodata.cst16"),
                object.dataSections().stream().map(BpfDataSection::name).toList());
    }

    @Test
    @DisplayName("are refused, with both names, if a variable reaches beyond its section, by BTF or by its symbol")
    void beyond() {
        ObjectBuilder bySymbol = new ObjectBuilder(ByteOrder.LITTLE_ENDIAN);
        int bss = bySymbol.data(".data", new byte[12]);
        bySymbol.variable("counter", ElfSymbol.STB_GLOBAL, bss, 5);
        String expected = "variable 'counter' reaches beyond the end of section '.data'";
        assertEquals(
                expected,
                assertThrows(BpfObjectFormatException.class, bySymbol::read).getMessage());
        byte[] byBtf = described(BtfLinkage.STATIC, 12, 8);
        assertEquals(
                expected,
                assertThrows(BpfObjectFormatException.class, () -> BpfObject.read(byBtf))
                        .getMessage());
    }

    @Test
    @DisplayName("are refused if nothing tells where a variable is")
    void nowhere() {
        byte[] object = described(BtfLinkage.GLOBAL, 0, 0);
        assertEquals(
                "variable 'counter' has no symbol in section '.data', so nothing tells where it is",
                assertThrows(BpfObjectFormatException.class, () -> BpfObject.read(object))
                        .getMessage());
    }

    @Test
    @DisplayName("don't have what is only declared to be in them")
    void declared() throws Exception {
        BpfObject object = BpfObject.read(described(BtfLinkage.EXTERN, 0, 0));
        assertEquals(List.of(), object.dataSections().get(0).variables());
    }

    /** 12 bytes of {@code .data} with a variable of 8 bytes. */
    private static byte[] described(BtfLinkage linkage, long sectionSize, long offset) {
        ElfBuilder elf = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
        elf.section(".data", ElfSection.SHT_PROGBITS, ObjectBuilder.DATA, 4, new byte[12]);
        Btf btf = Btf.of(
                ByteOrder.LITTLE_ENDIAN,
                List.of(
                        new BtfType.Int("long", 8, BtfType.Int.SIGNED, 0, 64),
                        new BtfType.Var("counter", 1, linkage),
                        new BtfType.DataSec(".data", sectionSize, List.of(new BtfVarSecInfo(2, offset, 8)))));
        elf.section(".BTF", ElfSection.SHT_PROGBITS, 0, 4, btf.write());
        return elf.build();
    }
}
