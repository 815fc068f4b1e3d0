package io.github.bpfmaven.object;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfExt;
import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/**
 * The two BTF sections of an object.
 *
 * @param isRelocated whether offsets of variables come from the relocations of {@code .BTF}
 */
record ObjectBtf(Optional<Btf> btf, BtfExt ext, boolean isRelocated) {
    static ObjectBtf read(ElfFile elf) throws BpfObjectFormatException {
        Optional<ElfSection> section = elf.section(".BTF");
        if (section.isEmpty()) {
            // Without its types and strings .BTF.ext says nothing; bpf_object__init_btf of libbpf ignores it then, too.
            return new ObjectBtf(Optional.empty(), BtfExt.EMPTY, false);
        }
        List<ElfRelocation> relocations = elf.relocations(section.get());
        Btf btf = types(relocated(section.get().data(), relocations, elf), elf);
        // A linker that filled in the offsets may have left the relocations behind: they have been applied then.
        boolean relocate = !relocations.isEmpty() && !hasFilledIn(btf);
        if (!relocations.isEmpty() && !relocate) {
            btf = types(section.get().data(), elf);
        }
        return new ObjectBtf(Optional.of(btf), ext(elf, btf), relocate);
    }

    private static boolean hasFilledIn(Btf btf) {
        for (int id = 1; id < btf.types().size(); id++) {
            if (btf.kind(id) == BtfKind.DATASEC && ((BtfType.DataSec) btf.type(id)).size() != 0) {
                return true;
            }
        }
        return false;
    }

    private static Btf types(byte[] data, ElfFile elf) throws BpfObjectFormatException {
        try {
            return Btf.read(data, elf.byteOrder());
        } catch (BtfFormatException damaged) {
            throw new BpfObjectFormatException("section .BTF is damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static BtfExt ext(ElfFile elf, Btf btf) throws BpfObjectFormatException {
        Optional<ElfSection> section = elf.section(".BTF.ext");
        if (section.isEmpty()) {
            return BtfExt.EMPTY;
        }
        // Its relocations change nothing: the symbols are those of sections, whose value is 0.
        try {
            return BtfExt.read(section.get().data(), btf);
        } catch (BtfFormatException damaged) {
            throw new BpfObjectFormatException("section .BTF.ext is damaged: " + damaged.getMessage(), damaged);
        }
    }

    /**
     * LLVM (BTFDebug.cpp) relocates the offset of each variable of a DATASEC: by the variable's symbol, or, if that is static,
     * by the symbol of its section with the offset in the word. The type is {@code R_BPF_64_NODYLD32}, or
     * {@code R_BPF_64_ABS32} for symbols that are read-only or undefined (BPFELFObjectWriter.cpp).
     */
    private static byte[] relocated(byte[] data, List<ElfRelocation> relocations, ElfFile elf) {
        ByteBuffer words = ByteBuffer.wrap(data).order(elf.byteOrder());
        for (ElfRelocation relocation : relocations) {
            ElfSymbol symbol = elf.symbols().get(relocation.symbolIndex());
            long at = relocation.offset();
            boolean known = relocation.type() == ElfRelocation.R_BPF_64_NODYLD32
                    || relocation.type() == ElfRelocation.R_BPF_64_ABS32;
            if (known && symbol.isInSection() && at >= 0 && at <= data.length - Integer.BYTES) {
                words.putInt((int) at, words.getInt((int) at) + (int) (symbol.value() + relocation.addend()));
            }
        }
        return data;
    }
}
