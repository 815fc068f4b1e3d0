package io.github.bpfmaven.object;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfBuilder;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfFunction.Linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A BPF object")
final class BpfObjectTest {
    static List<ByteOrder> orders() {
        return List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("tells its byte order")
    void byteOrder(ByteOrder order) throws Exception {
        assertEquals(order, new ObjectBuilder(order).read().byteOrder());
    }

    @Test
    @DisplayName(
            "has as programs the functions outside .text, in the order of their code, and those of .text as subprograms")
    void functions() throws Exception {
        ObjectBuilder builder = new ObjectBuilder(ByteOrder.LITTLE_ENDIAN);
        int text = builder.code(".text", 4);
        int tc = builder.code("tc", 6);
        int xdp = builder.code("xdp", 2);
        BpfObject object = builder.function("helper", ElfSymbol.STB_LOCAL, 0, text, 0, 4)
                .function("drop", xdp, 0, 2)
                .function("second", ElfSymbol.STB_WEAK, 0, tc, 4, 2)
                .function("first", ElfSymbol.STB_GLOBAL, ElfSymbol.STV_HIDDEN, tc, 0, 4)
                .read();
        assertEquals(
                List.of(
                        new BpfFunction("first", "tc", 0, 32, Linkage.HIDDEN, ProgramKind.of("tc")),
                        new BpfFunction("second", "tc", 32, 16, Linkage.WEAK, ProgramKind.of("tc")),
                        new BpfFunction("drop", "xdp", 0, 16, Linkage.GLOBAL, ProgramKind.of("xdp"))),
                object.programs());
        assertEquals(
                List.of(new BpfFunction("helper", ".text", 0, 32, Linkage.STATIC, Optional.empty())),
                object.subprograms());
        assertEquals(4, object.programs().get(0).instructionCount());
    }

    @Test
    @DisplayName("has no program in a section that is not executable")
    void functionInData() throws Exception {
        ObjectBuilder builder = new ObjectBuilder(ByteOrder.LITTLE_ENDIAN);
        int data = builder.data("xdp", new byte[16]);
        assertEquals(List.of(), builder.function("f", data, 0, 2).read().programs());
    }

    @Test
    @DisplayName("is refused if a function reaches beyond its section")
    void functionTooLong() {
        ObjectBuilder builder = new ObjectBuilder(ByteOrder.LITTLE_ENDIAN);
        int xdp = builder.code("xdp", 2);
        builder.function("f", xdp, 1, 2);
        BpfObjectFormatException refused = assertThrows(BpfObjectFormatException.class, builder::read);
        assertEquals("function 'f' reaches beyond the end of section 'xdp'", refused.getMessage());
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("has BTF-defined maps with their type and linkage, in the order of their data")
    void btfMaps(ByteOrder order) throws Exception {
        ObjectBuilder builder = new ObjectBuilder(order);
        int maps = builder.data(".maps", new byte[24]);
        BpfObject object = builder.variable("own", ElfSymbol.STB_LOCAL, maps, 16)
                .variable("events", ElfSymbol.STB_GLOBAL, maps, 8)
                .variable("counts", ElfSymbol.STB_WEAK, maps, 0)
                .describedMap("events", 27, BtfLinkage.GLOBAL)
                .describedMap("counts", 2, BtfLinkage.GLOBAL)
                .describedMap("own", 1, BtfLinkage.STATIC)
                .describedMap("elsewhere", 5, BtfLinkage.EXTERN)
                .read();
        assertTrue(object.hasBtf());
        assertEquals(
                List.of(
                        map("counts", BpfMap.Form.BTF, OptionalInt.of(2), BpfMap.Linkage.GLOBAL),
                        map("events", BpfMap.Form.BTF, OptionalInt.of(27), BpfMap.Linkage.GLOBAL),
                        map("own", BpfMap.Form.BTF, OptionalInt.of(1), BpfMap.Linkage.STATIC),
                        map("elsewhere", BpfMap.Form.BTF, OptionalInt.of(5), BpfMap.Linkage.EXTERN)),
                object.maps());
    }

    @Test
    @DisplayName("has maps without a type where there is no BTF")
    void mapsWithoutBtf() throws Exception {
        ObjectBuilder builder = new ObjectBuilder(ByteOrder.LITTLE_ENDIAN);
        int maps = builder.data(".maps", new byte[8]);
        BpfObject object = builder.variable("m", ElfSymbol.STB_GLOBAL, maps, 0).read();
        assertFalse(object.hasBtf());
        assertEquals(List.of(map("m", BpfMap.Form.BTF, OptionalInt.empty(), BpfMap.Linkage.GLOBAL)), object.maps());
    }

    @Test
    @DisplayName("has legacy maps, named as such, with their five numbers in the target's byte order")
    void legacyMaps() throws Exception {
        ObjectBuilder builder = new ObjectBuilder(ByteOrder.BIG_ENDIAN);
        int maps = builder.data(
                "maps", new byte[] {0, 0, 0, 6, 0, 0, 0, 4, 0, 0, 0, 8, 0, 0, 1, 0, 0, 0, 0, 1, 9, 9, 9, 9});
        BpfObject object = builder.variable("m", ElfSymbol.STB_GLOBAL, maps, 0).read();
        assertEquals(
                List.of(new BpfMap(
                        "m",
                        BpfMap.Form.LEGACY,
                        MapDefinition.of(OptionalInt.of(6), 4, 8, 256, 1),
                        BpfMap.Linkage.GLOBAL,
                        List.of())),
                object.maps());
    }

    @Test
    @DisplayName("has the license up to its NUL, or none")
    void license() throws Exception {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        assertEquals(
                Optional.of("Dual MIT/GPL"),
                new ObjectBuilder(order).license("Dual MIT/GPL\0more").read().license());
        assertEquals(
                Optional.of("GPL"),
                new ObjectBuilder(order).license("GPL").read().license());
        assertEquals(
                Optional.empty(), new ObjectBuilder(order).license("\0").read().license());
        assertEquals(Optional.empty(), new ObjectBuilder(order).read().license());
    }

    @Test
    @DisplayName("has the tables of struct_ops")
    void structOps() throws Exception {
        ObjectBuilder builder = new ObjectBuilder(ByteOrder.LITTLE_ENDIAN);
        int plain = builder.data(".struct_ops", new byte[8]);
        int link = builder.data(".struct_ops.link", new byte[8]);
        assertEquals(
                List.of(new BpfStructOps("reno", ".struct_ops"), new BpfStructOps("cubic", ".struct_ops.link")),
                builder.variable("cubic", ElfSymbol.STB_GLOBAL, link, 0)
                        .variable("reno", ElfSymbol.STB_GLOBAL, plain, 0)
                        .read()
                        .structOps());
    }

    @Test
    @DisplayName("is none if the bytes are no ELF file")
    void notElf() {
        BpfObjectFormatException refused =
                assertThrows(BpfObjectFormatException.class, () -> BpfObject.read(new byte[100]));
        assertTrue(refused.getMessage().startsWith("not an object file: "), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(BpfTarget.class)
    @DisplayName("has the types of .BTF, and what .BTF.ext says of its code")
    void btf(BpfTarget target, @TempDir Path directory) throws Exception {
        BpfObject object = CompiledObject.clang("""
                struct task_struct { int pid; } __attribute__((preserve_access_index));
                int pad = 1, seen = 2;
                SEC("tp_btf/sched_switch") int on(__u64 *ctx) { seen = ((struct task_struct *)ctx[1])->pid; return pad; }
                """, target, directory);
        Btf btf = object.btf().orElseThrow();
        assertTrue(object.hasBtf());
        assertEquals(object.byteOrder(), btf.byteOrder());
        BtfType.DataSec data = (BtfType.DataSec) btf.types().stream()
                .filter(type -> type instanceof BtfType.DataSec && type.name().equals(".data"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of(0L, 4L),
                data.variables().stream().map(BtfVarSecInfo::offset).sorted().toList(),
                "offsets, relocated");
        assertEquals(
                List.of("tp_btf/sched_switch"),
                object.btfExt().functions().sections().stream()
                        .map(BtfExt.Section::name)
                        .toList());
        assertFalse(object.btfExt().lines().sections().isEmpty());
        assertEquals(
                "0:0",
                object.btfExt().relocations().sections().get(0).records().get(0).access());
    }

    @Test
    @DisplayName("has nothing of .BTF.ext if there is none")
    void noBtfExt() throws Exception {
        BpfObject object = new ObjectBuilder(ByteOrder.LITTLE_ENDIAN).read();
        assertEquals(Optional.empty(), object.btf());
        assertEquals(BtfExt.EMPTY, object.btfExt());
    }

    @Test
    @DisplayName(
            "keeps the offsets of variables that a linker has filled in, even if their relocations were left behind")
    void filledIn() throws Exception {
        ElfBuilder elf = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
        Btf types = Btf.of(
                ByteOrder.LITTLE_ENDIAN,
                List.of(
                        new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
                        new BtfType.Var("seen", 1, BtfLinkage.GLOBAL),
                        new BtfType.DataSec(".data", 8, List.of(new BtfVarSecInfo(2, 4, 4)))));
        int data = elf.section(".data", ElfSection.SHT_PROGBITS, ObjectBuilder.DATA, 4, new byte[8]);
        int btf = elf.section(".BTF", ElfSection.SHT_PROGBITS, 0, 4, types.write());
        int symbol = elf.symbol("seen", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_OBJECT, 0, data, 4, 4);
        // Header 24, int 16, variable 16, DATASEC's own 12 and the variable's type 4: there the offset is.
        elf.relocations(btf, List.of(new ElfRelocation(72, ElfRelocation.R_BPF_64_NODYLD32, symbol, 0)));
        assertEquals(
                List.of(new BtfVarSecInfo(2, 4, 4)),
                ((BtfType.DataSec)
                                BpfObject.read(elf.build()).btf().orElseThrow().type(3))
                        .variables());
    }

    @Test
    @DisplayName("is none if its BTF is damaged")
    void damagedBtf() {
        ElfBuilder elf = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
        elf.section(".BTF", ElfSection.SHT_PROGBITS, 0, 4, new byte[24]);
        BpfObjectFormatException refused =
                assertThrows(BpfObjectFormatException.class, () -> BpfObject.read(elf.build()));
        assertTrue(refused.getMessage().startsWith("section .BTF is damaged: "), refused.getMessage());
    }

    private static BpfMap map(String name, BpfMap.Form form, OptionalInt type, BpfMap.Linkage linkage) {
        return new BpfMap(name, form, MapDefinition.of(type, 0, 0, 0, 0), linkage, List.of());
    }
}
