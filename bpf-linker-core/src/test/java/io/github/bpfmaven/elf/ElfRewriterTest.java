package io.github.bpfmaven.elf;

import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("Rewriting an ELF file")
final class ElfRewriterTest {
    @Test
    @DisplayName("without an edit gives what the builder gave")
    void changesNothingUnasked() throws ElfFormatException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] object = SampleObject.build(order);

            assertArrayEquals(object, new ElfRewriter(ElfFile.read(object)).write());
        }
    }

    @Test
    @DisplayName("drops a section with its relocations and symbols and renumbers the rest")
    void dropsASection() throws ElfFormatException {
        ElfFile file = rewritten(sample().drop(section -> section.name().startsWith(".debug")));

        assertEquals(
                List.of("", "xdp", ".relxdp", ".bss", ".symtab", ".strtab"),
                file.sections().stream().map(ElfSection::name).toList());
        assertEquals(
                List.of("", "a.bpf.c", "", "counter", "pass"),
                file.symbols().stream().map(ElfSymbol::name).toList());
        ElfSection xdp = file.section("xdp").orElseThrow();
        ElfRelocation relocation = file.relocations(xdp).get(0);
        ElfSymbol counter = file.symbols().get(relocation.symbolIndex());
        assertEquals("counter", counter.name());
        assertEquals(file.section(".bss").orElseThrow().index(), counter.sectionIndex());
        ElfSection holder = file.section(".relxdp").orElseThrow();
        assertEquals(xdp.index(), holder.info());
        assertEquals(".symtab", file.sections().get(holder.link()).name());
        assertEquals(3, file.section(".symtab").orElseThrow().info(), "index of the first symbol that is not local");
    }

    @Test
    @DisplayName("gives a section other data and leaves the others alone")
    void replacesData() throws ElfFormatException {
        ElfFile before = ElfFile.read(SampleObject.build(ByteOrder.LITTLE_ENDIAN));
        ElfSection xdp = before.section("xdp").orElseThrow();
        byte[] longer = new byte[1000];
        longer[999] = 7;
        ElfFile file = rewritten(new ElfRewriter(before).replace(xdp, longer));

        assertArrayEquals(longer, file.section("xdp").orElseThrow().data());
        assertEquals(
                before.section(".debug_info").orElseThrow(),
                file.section(".debug_info").orElseThrow());
        assertEquals(before.symbols(), file.symbols());
        assertEquals(
                before.relocations(xdp), file.relocations(file.section("xdp").orElseThrow()));
    }

    @Test
    @DisplayName("gives a symbol another name and leaves what refers to it")
    void renames() throws ElfFormatException {
        ElfFile before = ElfFile.read(SampleObject.build(ByteOrder.BIG_ENDIAN));
        ElfSymbol counter = before.symbols().stream()
                .filter(symbol -> symbol.name().equals("counter"))
                .findFirst()
                .orElseThrow();
        ElfFile file = rewritten(new ElfRewriter(before).rename(counter, "total"));

        ElfSymbol total = file.symbols().get(counter.index());
        assertEquals("total", total.name());
        assertEquals(counter.value(), total.value());
        assertTrue(file.symbols().stream().noneMatch(symbol -> symbol.name().equals("counter")));
        assertEquals(
                before.relocations(before.section("xdp").orElseThrow()),
                file.relocations(file.section("xdp").orElseThrow()));
    }

    @Test
    @DisplayName("refuses to drop what relocations that stay need")
    void refusesToDropWhatIsNeeded() {
        ElfFormatException thrown = assertThrows(
                ElfFormatException.class,
                () -> sample().drop(section -> section.name().equals(".bss")).write());

        assertTrue(thrown.getMessage().contains("'counter'"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains(".relxdp"), thrown.getMessage());
    }

    @Test
    @DisplayName("refuses other data for tables that it makes itself")
    void refusesToReplaceTables() throws ElfFormatException {
        ElfFile file = ElfFile.read(SampleObject.build(ByteOrder.LITTLE_ENDIAN));
        for (String name : List.of(".symtab", ".strtab", ".relxdp", ".bss")) {
            ElfSection table = file.section(name).orElseThrow();

            assertThrows(IllegalArgumentException.class, () -> new ElfRewriter(file).replace(table, new byte[1]), name);
        }
    }

    @Test
    @DisplayName("refuses a file that is not relocatable")
    void refusesOtherTypes() throws ElfFormatException {
        byte[] executable = SampleObject.build(ByteOrder.LITTLE_ENDIAN);
        executable[16] = ElfFile.ET_EXEC;
        ElfFile file = ElfFile.read(executable);

        assertThrows(ElfFormatException.class, () -> new ElfRewriter(file).write());
    }

    @Test
    @DisplayName("numbers the members of a section group anew, and takes out those that go")
    void keepsSectionGroups() throws ElfFormatException {
        ElfBuilder out = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
        out.section(".debug_a", ElfSection.SHT_PROGBITS, 0, 1, new byte[1]);
        byte[] members = {1, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0};
        out.section(".group", ElfSection.SHT_GROUP, 0, 4, members);
        out.section(".text.f", ElfSection.SHT_PROGBITS, ElfSection.SHF_GROUP, 8, new byte[8]);
        ElfFile file = rewritten(new ElfRewriter(ElfFile.read(out.build()))
                .drop(section -> section.name().startsWith(".debug")));

        assertArrayEquals(
                new byte[] {1, 0, 0, 0, 2, 0, 0, 0},
                file.section(".group").orElseThrow().data());
        assertEquals(".text.f", file.sections().get(2).name());
    }

    private static ElfRewriter sample() throws ElfFormatException {
        return new ElfRewriter(ElfFile.read(SampleObject.build(ByteOrder.LITTLE_ENDIAN)));
    }

    private static ElfFile rewritten(ElfRewriter rewriter) throws ElfFormatException {
        return ElfFile.read(rewriter.write());
    }
}
