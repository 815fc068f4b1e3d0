package io.github.bpfmaven.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("An ELF file")
final class ElfFileTest {
    private static final int SECTION_TABLE_OFFSET = 40;
    private static final int SECTION_COUNT = 60;
    private static final int SECTION_NAMES = 62;

    @Test
    @DisplayName("gives back what was built, in both byte orders")
    void givesBackWhatWasBuilt() throws ElfFormatException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            ElfFile file = ElfFile.read(SampleObject.build(order));

            assertEquals(order, file.byteOrder());
            assertEquals(ElfFile.ET_REL, file.type());
            assertEquals(ElfFile.EM_BPF, file.machine());
            assertEquals(
                    List.of("", "xdp", ".relxdp", ".debug_info", ".rel.debug_info", ".bss", ".symtab", ".strtab"),
                    file.sections().stream().map(ElfSection::name).toList());
            ElfSection xdp = file.section("xdp").orElseThrow();
            assertArrayEquals(SampleObject.CODE, xdp.data());
            assertTrue(xdp.has(ElfSection.SHF_ALLOC | ElfSection.SHF_EXECINSTR));
            assertEquals(8, xdp.alignment());
            assertEquals(List.of(new ElfRelocation(0, ElfRelocation.R_BPF_64_64, 4, 0)), file.relocations(xdp));
            assertEquals(
                    new ElfSymbol(
                            4, "counter", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_OBJECT, ElfSymbol.STV_HIDDEN, 5, 0x10, 8),
                    file.symbols().get(4));
        }
    }

    @Test
    @DisplayName("does not find the null section, whatever name it has")
    void doesNotFindTheNullSection() throws ElfFormatException {
        byte[] object = SampleObject.build(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer bytes = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN);
        int table = (int) bytes.getLong(40);
        // The name of section 1.
        bytes.putInt(table, bytes.getInt(table + 64));
        ElfFile file = ElfFile.read(object);

        assertEquals(file.sections().get(1).name(), file.sections().get(0).name());
        assertEquals(
                1, file.section(file.sections().get(1).name()).orElseThrow().index());
    }

    @Test
    @DisplayName("has a section without data for memory that starts as zeros")
    void hasNoDataForZeros() throws ElfFormatException {
        ElfSection bss = sample().section(".bss").orElseThrow();

        assertEquals(1L << 40, bss.size());
        assertEquals(0, bss.data().length);
    }

    @Test
    @DisplayName("does not change when the bytes do that it was read from or that it gave")
    void isImmutable() throws ElfFormatException {
        byte[] bytes = SampleObject.build(ByteOrder.LITTLE_ENDIAN);
        ElfFile file = ElfFile.read(bytes);
        bytes[ElfHeader.SIZE]++;
        file.section("xdp").orElseThrow().data()[0]++;

        assertArrayEquals(SampleObject.CODE, file.section("xdp").orElseThrow().data());
    }

    @Test
    @DisplayName("says where it is damaged")
    void saysWhereItIsDamaged() {
        assertDamaged(0, "not an ELF file", bytes -> bytes.put(0, (byte) 'F'));
        assertDamaged(4, "64-bit", bytes -> bytes.put(4, (byte) 1));
        assertDamaged(5, "byte order", bytes -> bytes.put(5, (byte) 3));
        assertDamaged(40, "beyond the end", bytes -> bytes.putLong(SECTION_TABLE_OFFSET, Long.MAX_VALUE));
        assertDamaged(40, "beyond the end", bytes -> bytes.putLong(SECTION_TABLE_OFFSET, Long.MIN_VALUE));
        assertDamaged(40, "beyond the end", bytes -> bytes.putShort(SECTION_COUNT, (short) 0xfeff));
        assertDamaged(60, "65,280", bytes -> bytes.putShort(SECTION_COUNT, (short) 0));
        assertDamaged(62, "section 8, which does not exist", bytes -> bytes.putShort(SECTION_NAMES, (short) 8));
        assertDamaged(62, "no string table", bytes -> bytes.putShort(SECTION_NAMES, (short) 1));
    }

    @Test
    @DisplayName("names the section header that is damaged")
    void namesTheDamagedSection() {
        assertDamagedSection(1, 0, "outside the string table", bytes -> bytes.putInt(0, -1));
        assertDamagedSection(1, 24, "beyond the end", bytes -> bytes.putLong(24, -1));
        assertDamagedSection(1, 24, "beyond the end", bytes -> bytes.putLong(32, Integer.MAX_VALUE));
        assertDamagedSection(1, 40, "link to a section", bytes -> bytes.putInt(40, 8));
        assertDamagedSection(1, 48, "power of two", bytes -> bytes.putLong(48, 24));
        assertDamagedSection(2, 44, "does not exist", bytes -> bytes.putInt(44, 99));
        assertDamagedSection(2, 40, "no symbol table", bytes -> bytes.putInt(40, 1));
        assertDamagedSection(2, 56, "entries of 16 bytes", bytes -> bytes.putLong(56, 0));
        assertDamagedSection(6, 56, "entries of 24 bytes", bytes -> bytes.putLong(56, 16));
    }

    @Test
    @DisplayName("refuses sections that overlap, however many")
    void refusesOverlap() {
        assertDamagedSection(4, 0, "overlap", bytes -> {
            bytes.putLong(24, 0);
            bytes.putLong(32, 900);
        });
    }

    private static ElfFile sample() throws ElfFormatException {
        return ElfFile.read(SampleObject.build(ByteOrder.LITTLE_ENDIAN));
    }

    private static void assertDamaged(long offset, String problem, Damage damage) {
        ByteBuffer bytes =
                ByteBuffer.wrap(SampleObject.build(ByteOrder.LITTLE_ENDIAN)).order(ByteOrder.LITTLE_ENDIAN);
        damage.to(bytes);
        ElfFormatException thrown = assertThrows(ElfFormatException.class, () -> ElfFile.read(bytes.array()));
        assertEquals(offset, thrown.offset(), thrown.getMessage());
        assertTrue(thrown.getMessage().contains(problem), thrown.getMessage());
    }

    private static void assertDamagedSection(int section, long offset, String problem, Damage damage) {
        int table = (int) ByteBuffer.wrap(SampleObject.build(ByteOrder.LITTLE_ENDIAN))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(SECTION_TABLE_OFFSET);
        int at = table + section * ElfHeader.SECTION_HEADER_SIZE;
        assertDamaged(
                at + offset,
                problem,
                bytes ->
                        damage.to(bytes.slice(at, ElfHeader.SECTION_HEADER_SIZE).order(bytes.order())));
    }

    private interface Damage {
        void to(ByteBuffer bytes);
    }
}
