package io.github.bpfmaven.linker;

import java.nio.ByteBuffer;

import io.github.bpfmaven.btf.BtfFormatException;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/**
 * The data of {@code .BTF} and {@code .BTF.ext} with their relocations applied, so that these can go.
 *
 * <p>LLVM 20 (BTFDebug.cpp) relocates two kinds of word. In {@code .BTF} the offset of each variable in its DATASEC: a
 * variable that is not static by its symbol, with 0 in the word; a static one by the symbol of its section, with its
 * offset in the word. So they tell variables of one name apart. In {@code .BTF.ext} the offset of each instruction, by the
 * symbol of its section, which changes nothing. Both are of type {@code R_BPF_64_NODYLD32}, or {@code R_BPF_64_ABS32}
 * for symbols that are read-only or undefined (BPFELFObjectWriter.cpp).
 *
 * <p>No loader applies them: libbpf, cilium/ebpf and aya take offsets from the symbol table, and only where the
 * DATASEC's size is 0. {@code bpftool gen object} drops them as well.
 */
final class ObjectFinisherRelocations {
    private final ElfFile file;

    ObjectFinisherRelocations(ElfFile file) {
        this.file = file;
    }

    /** Whether a section holds relocations of {@code .BTF} or {@code .BTF.ext}. */
    boolean isApplied(ElfSection section) {
        return section.isRelocation()
                && section.info() > 0
                && section.info() < file.sections().size()
                && isBtf(file.sections().get(section.info()));
    }

    private static boolean isBtf(ElfSection section) {
        return section.name().equals(".BTF") || section.name().equals(".BTF.ext");
    }

    /**
     * The data of one of the two, relocated.
     *
     * @throws BtfFormatException if a relocation is of another type, or of a place outside the data, or gives a variable a
     *     place outside its section
     */
    byte[] apply(ElfSection section) throws BtfFormatException {
        byte[] data = section.data();
        ByteBuffer words = ByteBuffer.wrap(data).order(file.byteOrder());
        for (ElfRelocation relocation : file.relocations(section)) {
            long at = relocation.offset();
            check(
                    relocation.type() == ElfRelocation.R_BPF_64_NODYLD32
                            || relocation.type() == ElfRelocation.R_BPF_64_ABS32,
                    at,
                    "relocated with type " + relocation.type() + ", which has no place in BTF");
            check(at >= 0 && at <= data.length - 2 * Integer.BYTES, at, "relocated beyond the end of the section");
            ElfSymbol symbol = file.symbols().get(relocation.symbolIndex());
            if (symbol.isInSection()) {
                int word = (int) at;
                long place = words.getInt(word) + symbol.value() + relocation.addend();
                words.putInt(word, (int) place);
                if (section.name().equals(".BTF")) {
                    checkPlace(at, place, words.getInt(word + Integer.BYTES), symbol);
                }
            }
        }
        return data;
    }

    /** A variable's size follows its offset. */
    private void checkPlace(long at, long place, int size, ElfSymbol symbol) throws BtfFormatException {
        ElfSection home = file.sections().get(symbol.sectionIndex());
        long end = place + Integer.toUnsignedLong(size);
        check(
                place >= 0 && end <= home.size(),
                at,
                "variable at " + place + " of " + Integer.toUnsignedString(size) + " bytes is not within " + home);
    }

    private static void check(boolean good, long offset, String problem) throws BtfFormatException {
        if (!good) {
            throw new BtfFormatException(offset, problem);
        }
    }
}
