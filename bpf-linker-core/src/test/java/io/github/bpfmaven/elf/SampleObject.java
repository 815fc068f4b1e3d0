package io.github.bpfmaven.elf;

import java.nio.ByteOrder;
import java.util.List;

/** A small object with all that the reader and the writer treat in its own way. */
final class SampleObject {
    static final byte[] CODE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    private SampleObject() {}

    static byte[] build(ByteOrder order) {
        ElfBuilder out = new ElfBuilder(order, ElfFile.EM_BPF);
        int xdp = out.section("xdp", ElfSection.SHT_PROGBITS, ElfSection.SHF_ALLOC | ElfSection.SHF_EXECINSTR, 8, CODE);
        out.relocations(xdp, List.of(new ElfRelocation(0, ElfRelocation.R_BPF_64_64, 4, 0)));
        int debug = out.section(".debug_info", ElfSection.SHT_PROGBITS, 0, 1, new byte[40]);
        out.relocations(
                debug,
                List.of(
                        new ElfRelocation(8, ElfRelocation.R_BPF_64_ABS32, 2, 0),
                        new ElfRelocation(16, ElfRelocation.R_BPF_64_ABS64, 3, 0)));
        int bss = out.nobits(".bss", ElfSection.SHF_ALLOC | ElfSection.SHF_WRITE, 8, 1L << 40);
        out.symbol("a.bpf.c", ElfSymbol.STB_LOCAL, ElfSymbol.STT_FILE, 0, ElfSymbol.SHN_ABS, 0, 0);
        out.symbol("", ElfSymbol.STB_LOCAL, ElfSymbol.STT_SECTION, 0, debug, 0, 0);
        out.symbol("", ElfSymbol.STB_LOCAL, ElfSymbol.STT_SECTION, 0, xdp, 0, 0);
        out.symbol("counter", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_OBJECT, ElfSymbol.STV_HIDDEN, bss, 0x10, 8);
        out.symbol("pass", ElfSymbol.STB_GLOBAL, ElfSymbol.STT_FUNC, ElfSymbol.STV_DEFAULT, xdp, 0, CODE.length);
        return out.build();
    }
}
