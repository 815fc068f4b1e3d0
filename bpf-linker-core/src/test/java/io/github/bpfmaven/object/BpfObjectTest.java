package io.github.bpfmaven.object;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.elf.ElfBuilder;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
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
                        new BpfFunction("first", "tc", 0, 32, Linkage.HIDDEN),
                        new BpfFunction("second", "tc", 32, 16, Linkage.WEAK),
                        new BpfFunction("drop", "xdp", 0, 16, Linkage.GLOBAL)),
                object.programs());
        assertEquals(List.of(new BpfFunction("helper", ".text", 0, 32, Linkage.STATIC)), object.subprograms());
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
                        new BpfMap("counts", BpfMap.Form.BTF, OptionalInt.of(2), BpfMap.Linkage.GLOBAL),
                        new BpfMap("events", BpfMap.Form.BTF, OptionalInt.of(27), BpfMap.Linkage.GLOBAL),
                        new BpfMap("own", BpfMap.Form.BTF, OptionalInt.of(1), BpfMap.Linkage.STATIC),
                        new BpfMap("elsewhere", BpfMap.Form.BTF, OptionalInt.of(5), BpfMap.Linkage.EXTERN)),
                object.maps());
    }

    @Test
    @DisplayName("has maps without a type where there is no BTF")
    void mapsWithoutBtf() throws Exception {
        ObjectBuilder builder = new ObjectBuilder(ByteOrder.LITTLE_ENDIAN);
        int maps = builder.data(".maps", new byte[8]);
        BpfObject object = builder.variable("m", ElfSymbol.STB_GLOBAL, maps, 0).read();
        assertFalse(object.hasBtf());
        assertEquals(
                List.of(new BpfMap("m", BpfMap.Form.BTF, OptionalInt.empty(), BpfMap.Linkage.GLOBAL)), object.maps());
    }

    @Test
    @DisplayName("has legacy maps, named as such, with the type in the target's byte order")
    void legacyMaps() throws Exception {
        ObjectBuilder builder = new ObjectBuilder(ByteOrder.BIG_ENDIAN);
        int maps = builder.data("maps", new byte[] {0, 0, 0, 6, 0, 0, 0, 0});
        BpfObject object = builder.variable("m", ElfSymbol.STB_GLOBAL, maps, 0).read();
        assertEquals(
                List.of(new BpfMap("m", BpfMap.Form.LEGACY, OptionalInt.of(6), BpfMap.Linkage.GLOBAL)), object.maps());
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

    @Test
    @DisplayName("is none if its BTF is damaged")
    void damagedBtf() {
        ElfBuilder elf = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
        elf.section(".BTF", ElfSection.SHT_PROGBITS, 0, 4, new byte[24]);
        BpfObjectFormatException refused =
                assertThrows(BpfObjectFormatException.class, () -> BpfObject.read(elf.build()));
        assertTrue(refused.getMessage().startsWith("section .BTF is damaged: "), refused.getMessage());
    }
}
