package io.github.bpfmaven.linker;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfParam;
import io.github.bpfmaven.btf.BtfRecordTail;
import io.github.bpfmaven.btf.BtfSections;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfBuilder;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfFormatException;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The object finisher")
final class ObjectFinisherTest {
    private static final int COUNTER = 6;
    private static final int FIRST_RELOCATED = 24 + 6 * 12 + 8 + 4 + 12 + 4;

    private final ObjectFinisher finisher = new ObjectFinisher();

    @Test
    @DisplayName("drops what only debuggers and linkers read, and keeps the rest with the source file's name")
    void dropsDwarf() throws Exception {
        ElfFile file = finished(ByteOrder.LITTLE_ENDIAN, false);

        assertEquals(
                List.of("", ".text", ".bss", ".BTF", ".BTF.ext", ".symtab", ".strtab"),
                file.sections().stream().map(ElfSection::name).toList());
        assertEquals(
                List.of("", "a.bpf.c", "helper.2", "", "outer", "counter"),
                file.symbols().stream().map(ElfSymbol::name).toList());
    }

    @Test
    @DisplayName("gives the same bytes whatever order the forward declarations had, in both byte orders")
    void isDeterministic() throws Exception {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] one = finisher.finish(object(order, false));

            assertArrayEquals(one, finisher.finish(object(order, true)));
            assertArrayEquals(one, finisher.finish(one), "finished again");
        }
    }

    @Test
    @DisplayName("keeps DWARF, with its relocations, if it is to")
    void keepsDwarf() throws Exception {
        FinishPlan plan = new FinishPlan(new SourceTexts(List.of()), false, Map.of(), true);
        ElfFile file = ElfFile.read(finisher.finish(object(ByteOrder.LITTLE_ENDIAN, false), plan));

        ElfSection debug = file.section(".debug_info").orElseThrow();
        assertEquals(1, file.relocations(debug).size());
        assertEquals(
                debug.index(),
                file.symbols().get(file.relocations(debug).get(0).symbolIndex()).sectionIndex());
        assertTrue(file.section(".llvm_addrsig").isEmpty());
    }

    @Test
    @DisplayName("gives local symbols and static variables the names of their sources, and no other")
    void renames() throws Exception {
        Map<String, String> names =
                Map.of("helper.2", "helper", "outer", "wrong", "counter", "wrong", "a.bpf.c", "b.bpf.c");
        FinishPlan plan = new FinishPlan(new SourceTexts(List.of()), false, names, false);
        ElfFile file = ElfFile.read(finisher.finish(object(ByteOrder.LITTLE_ENDIAN, false), plan));

        assertEquals(
                List.of("", "a.bpf.c", "helper", "", "outer", "counter"),
                file.symbols().stream().map(ElfSymbol::name).toList());
        assertEquals("counter", btf(file).type(6).name());
    }

    @Test
    @DisplayName("marks functions that the linker made local as static, found by place, not by name")
    void marksLocalFunctionsStatic() throws Exception {
        ElfFile file = finished(ByteOrder.LITTLE_ENDIAN, false);
        Btf btf = btf(file);

        assertEquals(new BtfType.Func("helper", 3, BtfLinkage.STATIC), btf.type(4));
        assertEquals(new BtfType.Func("outer", 3, BtfLinkage.GLOBAL), btf.type(5));
    }

    @Test
    @DisplayName("leaves a function global that is also known outside by another name")
    void leavesAliasedFunctionsGlobal() throws Exception {
        BtfSections sections = BtfSections.write(types(ByteOrder.LITTLE_ENDIAN, false), functions());
        ElfBuilder out = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
        int text = out.section(".text", ElfSection.SHT_PROGBITS, ElfSection.SHF_ALLOC, 8, new byte[32]);
        out.section(".BTF", ElfSection.SHT_PROGBITS, 0, 4, sections.btf());
        out.section(".BTF.ext", ElfSection.SHT_PROGBITS, 0, 4, sections.ext());
        out.symbol("helper", ElfSymbol.STB_LOCAL, ElfSymbol.STT_FUNC, 0, text, 0, 16);
        out.symbol("outer", ElfSymbol.STB_LOCAL, ElfSymbol.STT_FUNC, 0, text, 16, 16);
        out.symbol("alias", ElfSymbol.STB_WEAK, ElfSymbol.STT_FUNC, 0, text, 0, 16);
        ElfFile file = ElfFile.read(finisher.finish(out.build()));
        Btf btf = btf(file);

        assertEquals(new BtfType.Func("helper", 3, BtfLinkage.GLOBAL), btf.type(4));
        assertEquals(new BtfType.Func("outer", 3, BtfLinkage.STATIC), btf.type(5));
    }

    @Test
    @DisplayName("refuses BTF that is relocated as LLVM never does it")
    void refusesOtherRelocations() {
        assertRefused("type 1, which", new ElfRelocation(FIRST_RELOCATED, ElfRelocation.R_BPF_64_64, COUNTER, 0));
        assertRefused("beyond the end", new ElfRelocation(1 << 20, ElfRelocation.R_BPF_64_NODYLD32, COUNTER, 0));
        assertRefused("beyond the end", new ElfRelocation(-1, ElfRelocation.R_BPF_64_NODYLD32, COUNTER, 0));
        assertRefused(
                "variable at 1 of 4 bytes is not within section",
                new ElfRelocation(FIRST_RELOCATED, ElfRelocation.R_BPF_64_NODYLD32, COUNTER, 0));
    }

    private void assertRefused(String problem, ElfRelocation relocation) {
        ElfBuilder out = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
        int bss = out.nobits(".bss", ElfSection.SHF_ALLOC | ElfSection.SHF_WRITE, 4, 4);
        BtfSections sections = BtfSections.write(types(ByteOrder.LITTLE_ENDIAN, false), functions());
        int btf = out.section(".BTF", ElfSection.SHT_PROGBITS, 0, 4, sections.btf());
        out.relocations(btf, List.of(relocation));
        while (out.symbol("counter", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_OBJECT, 0, bss, 1, 4) < COUNTER) {
            // Until it has that index.
        }

        BtfFormatException thrown = assertThrows(BtfFormatException.class, () -> finisher.finish(out.build()));
        assertTrue(thrown.getMessage().contains(problem), thrown.getMessage());
        assertEquals(relocation.offset(), thrown.offset());
    }

    @Test
    @DisplayName("finishes damaged objects, or refuses them, and nothing else; what it finished once it finishes again")
    void damagedObjects() throws Exception {
        FinishPlan plan = new FinishPlan(new SourceTexts(List.of()), true, Map.of("helper.2", "helper"), true);
        Random random = new Random(6);
        int finished = 0;
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] object = object(round % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, false);
            int damages = 1 + random.nextInt(3);
            for (int i = 0; i < damages; i++) {
                object[random.nextInt(object.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                byte[] once = finisher.finish(object, plan);
                assertArrayEquals(once, finisher.finish(once, plan), "round " + round);
                finished++;
            } catch (ElfFormatException | BtfFormatException expected) {
                refused++;
            }
        }
        assertTrue(finished > 2_000, finished + " finished");
        assertTrue(refused > 2_000, refused + " refused");
    }

    @Test
    @DisplayName("takes an object without BTF")
    void takesObjectsWithoutBtf() throws Exception {
        ElfBuilder plain = new ElfBuilder(ByteOrder.LITTLE_ENDIAN, ElfFile.EM_BPF);
        plain.section(".text", ElfSection.SHT_PROGBITS, ElfSection.SHF_ALLOC, 8, new byte[16]);

        assertArrayEquals(plain.build(), finisher.finish(plain.build()));
    }

    @Test
    @DisplayName("refuses what is no object")
    void refusesOtherFiles() {
        assertThrows(ElfFormatException.class, () -> finisher.finish(new byte[] {'B', 'C', (byte) 0xc0, (byte) 0xde}));
    }

    private ElfFile finished(ByteOrder order, boolean swapped) throws ElfFormatException, BtfFormatException {
        return ElfFile.read(finisher.finish(object(order, swapped)));
    }

    private static Btf btf(ElfFile file) throws BtfFormatException {
        return Btf.read(file.section(".BTF").orElseThrow().data(), file.byteOrder());
    }

    /** @param swapped whether the two forward declarations have each other's id */
    private static byte[] object(ByteOrder order, boolean swapped) {
        ElfBuilder out = new ElfBuilder(order, ElfFile.EM_BPF);
        int text = out.section(
                ".text", ElfSection.SHT_PROGBITS, ElfSection.SHF_ALLOC | ElfSection.SHF_EXECINSTR, 8, new byte[32]);
        int debug = out.section(".debug_info", ElfSection.SHT_PROGBITS, 0, 1, new byte[8]);
        out.relocations(debug, List.of(new ElfRelocation(0, ElfRelocation.R_BPF_64_ABS32, 3, 0)));
        int bss = out.nobits(".bss", ElfSection.SHF_ALLOC | ElfSection.SHF_WRITE, 4, 4);
        BtfSections sections = BtfSections.write(types(order, swapped), functions());
        int btf = out.section(".BTF", ElfSection.SHT_PROGBITS, 0, 4, sections.btf());
        out.relocations(btf, List.of(new ElfRelocation(FIRST_RELOCATED, ElfRelocation.R_BPF_64_NODYLD32, COUNTER, 0)));
        int ext = out.section(".BTF.ext", ElfSection.SHT_PROGBITS, 0, 4, sections.ext());
        out.relocations(ext, List.of(new ElfRelocation(44, ElfRelocation.R_BPF_64_NODYLD32, 4, 0)));
        out.section(".llvm_addrsig", ElfSection.SHT_LLVM_ADDRSIG, 0, 1, new byte[1]);
        out.symbol("a.bpf.c", ElfSymbol.STB_LOCAL, ElfSymbol.STT_FILE, 0, ElfSymbol.SHN_ABS, 0, 0);
        out.symbol("helper.2", ElfSymbol.STB_LOCAL, ElfSymbol.STT_FUNC, 0, text, 0, 16);
        out.symbol("", ElfSymbol.STB_LOCAL, ElfSymbol.STT_SECTION, 0, debug, 0, 0);
        out.symbol("", ElfSymbol.STB_LOCAL, ElfSymbol.STT_SECTION, 0, text, 0, 0);
        out.symbol("outer", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_FUNC, 0, text, 16, 16);
        out.symbol("counter", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_OBJECT, 0, bss, 0, 4);
        return out.build();
    }

    private static Btf types(ByteOrder order, boolean swapped) {
        BtfType first = new BtfType.Fwd("first", false);
        BtfType second = new BtfType.Fwd("second", false);
        return Btf.of(
                order,
                List.of(
                        new BtfType.Ptr(swapped ? 9 : 8),
                        new BtfType.Ptr(swapped ? 8 : 9),
                        new BtfType.FuncProto(0, List.of(new BtfParam("p", 1))),
                        new BtfType.Func("helper", 3, BtfLinkage.GLOBAL),
                        new BtfType.Func("outer", 3, BtfLinkage.GLOBAL),
                        new BtfType.Var("counter", 2, BtfLinkage.GLOBAL),
                        new BtfType.DataSec(".bss", 0, List.of(new BtfVarSecInfo(6, 0, 4))),
                        swapped ? second : first,
                        swapped ? first : second));
    }

    private static BtfExt functions() {
        return new BtfExt(
                new BtfExt.Area<>(
                        8,
                        List.of(new BtfExt.Section<>(
                                ".text",
                                List.of(
                                        new BtfExt.FuncInfo(0, 4, BtfRecordTail.NONE),
                                        new BtfExt.FuncInfo(16, 5, BtfRecordTail.NONE))))),
                BtfExt.Area.absent(),
                BtfExt.Area.absent());
    }
}
