package io.github.bpfmaven.compare;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfRecordTail;
import io.github.bpfmaven.btf.BtfSections;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfBuilder;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/** A small hand-made object, of which each test changes one thing. */
final class SampleObject {
    final ByteOrder order;
    byte[] code = new byte[32];
    String fileName = "a.bpf.c";
    boolean dwarf;
    boolean reverseSymbols;
    boolean licenseFirst;
    boolean offsetsFilledIn;
    long offsetShift;
    boolean withBtf = true;
    int programBinding = ElfSymbol.STB_GLOBAL;
    int programVisibility = ElfSymbol.STV_DEFAULT;
    String relocatedSymbol = "first";
    long relocationOffset = 8;
    long secondValue = 8;

    /** Ids: 1 int, 2 long, 3 struct s, 4 pointer to it, 5 FWD f, 6 FWD g, 7 and 8 pointers to these, 9 struct t, 10 and 11 variables, 12 DATASEC, 13 prototype, 14 function. */
    final List<BtfType> types = new ArrayList<>(List.of(
            new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
            new BtfType.Int("long", 8, BtfType.Int.SIGNED, 0, 64),
            new BtfType.Struct("s", 16, false, List.of(new BtfMember("a", 1, 0, 0), new BtfMember("b", 2, 64, 0))),
            new BtfType.Ptr(3),
            new BtfType.Fwd("f", false),
            new BtfType.Fwd("g", false),
            new BtfType.Ptr(5),
            new BtfType.Ptr(6),
            new BtfType.Struct("t", 16, false, List.of(new BtfMember("f", 7, 0, 0), new BtfMember("g", 8, 64, 0))),
            new BtfType.Var("first", 4, BtfLinkage.GLOBAL),
            new BtfType.Var("second", 9, BtfLinkage.GLOBAL),
            new BtfType.DataSec(".data", 0, List.of(new BtfVarSecInfo(10, 0, 8), new BtfVarSecInfo(11, 0, 16))),
            new BtfType.FuncProto(1, List.of()),
            new BtfType.Func("run", 13, BtfLinkage.GLOBAL)));

    BtfExt.FuncInfo function = new BtfExt.FuncInfo(0, 14, BtfRecordTail.NONE);
    BtfExt.LineInfo line = new BtfExt.LineInfo(0, "a.bpf.c", "int run()", 3, 5, BtfRecordTail.NONE);
    BtfExt.CoreRelocation relocation = new BtfExt.CoreRelocation(16, 3, "0:1", 0, BtfRecordTail.NONE);

    SampleObject() {
        this(ByteOrder.LITTLE_ENDIAN);
    }

    SampleObject(ByteOrder order) {
        this.order = order;
    }

    /** Gives every type another id; what refers to types goes along. */
    SampleObject withTypesReversed() {
        int last = types.size() + 1;
        List<BtfType> reversed = new ArrayList<>();
        for (int i = types.size() - 1; i >= 0; i--) {
            reversed.add(types.get(i).withReferences(id -> id == 0 ? 0 : last - id));
        }
        types.clear();
        types.addAll(reversed);
        function = new BtfExt.FuncInfo(function.instructionOffset(), last - function.type(), BtfRecordTail.NONE);
        relocation = new BtfExt.CoreRelocation(
                relocation.instructionOffset(),
                last - relocation.type(),
                relocation.access(),
                relocation.kind(),
                BtfRecordTail.NONE);
        return this;
    }

    byte[] build() {
        ElfBuilder elf = new ElfBuilder(order, ElfFile.EM_BPF);
        if (licenseFirst) {
            elf.section("license", ElfSection.SHT_PROGBITS, 3, 1, new byte[] {'G', 'P', 'L', 0});
        }
        int program = elf.section("xdp", ElfSection.SHT_PROGBITS, 6, 8, code);
        if (dwarf) {
            int info = elf.section(".debug_info", ElfSection.SHT_PROGBITS, 0, 1, new byte[20]);
            elf.relocations(info, List.of(new ElfRelocation(4, ElfRelocation.R_BPF_64_ABS32, 2, 0)));
            elf.symbol("", ElfSymbol.STB_LOCAL, ElfSymbol.STT_SECTION, 0, info, 0, 0);
        }
        int data = elf.section(".data", ElfSection.SHT_PROGBITS, 3, 8, new byte[24]);
        if (!licenseFirst) {
            elf.section("license", ElfSection.SHT_PROGBITS, 3, 1, new byte[] {'G', 'P', 'L', 0});
        }
        elf.symbol(fileName, ElfSymbol.STB_LOCAL, ElfSymbol.STT_FILE, 0, ElfSymbol.SHN_ABS, 0, 0);
        elf.symbol("", ElfSymbol.STB_LOCAL, ElfSymbol.STT_SECTION, 0, program, 0, 0);
        if (!reverseSymbols) {
            elf.symbol("run", programBinding, ElfSymbol.STT_FUNC, programVisibility, program, 0, code.length);
        }
        int first = elf.symbol("first", 1, ElfSymbol.STT_OBJECT, 0, data, 0, 8);
        int second = elf.symbol("second", 1, ElfSymbol.STT_OBJECT, 0, data, secondValue, 16);
        if (reverseSymbols) {
            elf.symbol("run", programBinding, ElfSymbol.STT_FUNC, programVisibility, program, 0, code.length);
        }
        elf.relocations(
                program,
                List.of(new ElfRelocation(
                        relocationOffset,
                        ElfRelocation.R_BPF_64_64,
                        relocatedSymbol.equals("first") ? first : second,
                        0)));
        if (withBtf) {
            addBtf(elf, first, second);
        }
        return elf.build();
    }

    private void addBtf(ElfBuilder elf, int first, int second) {
        Btf btf = Btf.of(order, offsetsFilledIn ? typesWithOffsets() : types);
        BtfExt ext = new BtfExt(area(8, function), area(16, line), area(16, relocation));
        BtfSections sections = BtfSections.write(btf, ext);
        int section = elf.section(".BTF", ElfSection.SHT_PROGBITS, 0, 4, sections.btf());
        elf.section(".BTF.ext", ElfSection.SHT_PROGBITS, 0, 4, sections.ext());
        if (!offsetsFilledIn) {
            long variables = offsetOfDataSec() + 12;
            // The offset is the second word of a variable's 12 bytes.
            elf.relocations(
                    section,
                    List.of(
                            new ElfRelocation(variables + 4, ElfRelocation.R_BPF_64_NODYLD32, first, 0),
                            new ElfRelocation(variables + 16, ElfRelocation.R_BPF_64_NODYLD32, second, 0)));
        }
    }

    private static <R> BtfExt.Area<R> area(int size, R record) {
        return new BtfExt.Area<>(size, List.of(new BtfExt.Section<>("xdp", List.of(record))));
    }

    private List<BtfType> typesWithOffsets() {
        List<BtfType> filled = new ArrayList<>(types);
        filled.replaceAll(type -> type instanceof BtfType.DataSec section
                ? new BtfType.DataSec(
                        section.name(),
                        24,
                        List.of(
                                new BtfVarSecInfo(section.variables().get(0).type(), 0, 8),
                                new BtfVarSecInfo(section.variables().get(1).type(), secondValue + offsetShift, 16)))
                : type);
        return filled;
    }

    /** Where in .BTF the DATASEC starts: behind the header of 24 bytes and the types in front of it. */
    private long offsetOfDataSec() {
        List<BtfType> before = types.stream()
                .takeWhile(type -> !(type instanceof BtfType.DataSec))
                .<BtfType>map(type -> type.withReferences(id -> 0))
                .toList();
        int typeBytes = 12;
        return 24 + ByteBuffer.wrap(Btf.of(order, before).write()).order(order).getInt(typeBytes);
    }
}
