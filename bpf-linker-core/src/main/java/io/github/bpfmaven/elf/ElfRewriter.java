package io.github.bpfmaven.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Writes a relocatable object again with some sections dropped or with other data, or symbols renamed. Sections, symbols and relocations
 * keep their order; links, indices and the string table are made anew. The same edits of the same file give the same
 * bytes.
 *
 * <p>With a section go the relocations of it, the symbols that it defines (its section symbol too) and the sections
 * whose order depends on it ({@code SHF_LINK_ORDER}).
 */
public final class ElfRewriter {
    private final ElfFile file;
    private final Map<Integer, byte[]> replaced = new HashMap<>();
    private final Map<Integer, String> renamed = new HashMap<>();
    private Predicate<ElfSection> dropped = section -> false;

    /**
     * @param file a relocatable object; what it was read from does not change
     */
    public ElfRewriter(ElfFile file) {
        this.file = file;
    }

    /** Drops the sections that are chosen, those of earlier calls too. */
    public ElfRewriter drop(Predicate<ElfSection> chosen) {
        dropped = dropped.or(chosen);
        return this;
    }

    /**
     * Gives a section other data. Relocations of the section and symbols in it keep their offsets: the caller sees to it
     * that they still fit.
     *
     * @param section a section of the file that has data; not one of relocations or symbols
     * @throws IllegalArgumentException if it is another one
     */
    public ElfRewriter replace(ElfSection section, byte[] data) {
        if (!ElfSection.hasData(section.type()) || section.isRelocation() || isTable(section)) {
            throw new IllegalArgumentException(section + " cannot be given other data");
        }
        replaced.put(section.index(), data.clone());
        return this;
    }

    /**
     * Gives a symbol another name; whatever refers to it still does.
     *
     * @param symbol a symbol of the file
     */
    public ElfRewriter rename(ElfSymbol symbol, String name) {
        renamed.put(symbol.index(), name);
        return this;
    }

    /**
     * The new object.
     *
     * @throws ElfFormatException if the file is not relocatable, or a relocation that stays needs a symbol of a section
     *     that goes
     */
    public byte[] write() throws ElfFormatException {
        if (file.type() != ElfFile.ET_REL) {
            throw new ElfFormatException(16, "not a relocatable object (type " + file.type() + ")");
        }
        List<ElfSection> kept = kept();
        int[] newSections = newSections(kept);
        ElfBuilder out =
                new ElfBuilder(file.byteOrder(), file.machine(), file.header().flags());
        int[] newSymbols = writeSymbols(out, newSections);
        for (ElfSection section : kept) {
            writeSection(out, section, newSections, newSymbols);
        }
        return out.build();
    }

    private List<ElfSection> kept() {
        boolean[] gone = new boolean[file.sections().size()];
        List<ElfSection> kept = new ArrayList<>();
        for (ElfSection section : file.sections()) {
            gone[section.index()] = section.index() != 0 && !isTable(section) && dropped.test(section);
        }
        for (ElfSection section : file.sections()) {
            gone[section.index()] |= section.has(ElfSection.SHF_LINK_ORDER) && gone[section.link()];
        }
        for (ElfSection section : file.sections()) {
            gone[section.index()] |= section.isRelocation() && gone[section.info()];
        }
        for (ElfSection section : file.sections()) {
            if (section.index() != 0 && !isTable(section) && !gone[section.index()]) {
                kept.add(section);
            }
        }
        return kept;
    }

    /** New section indices by old ones; 0 for what is dropped. */
    private int[] newSections(List<ElfSection> kept) {
        int[] indices = new int[file.sections().size()];
        for (int i = 0; i < kept.size(); i++) {
            indices[kept.get(i).index()] = i + 1;
        }
        if (file.symbolTable() != 0) {
            indices[file.symbolTable()] = kept.size() + 1;
            indices[file.sections().get(file.symbolTable()).link()] = kept.size() + 2;
        }
        return indices;
    }

    /** Writes the symbols that stay; their new indices by the old ones, -1 for those that go. */
    private int[] writeSymbols(ElfBuilder out, int[] newSections) {
        int[] indices = new int[Math.max(1, file.symbols().size())];
        Arrays.fill(indices, 1, indices.length, -1);
        for (ElfSymbol symbol : localsFirst()) {
            int section = symbol.isInSection() ? newSections[symbol.sectionIndex()] : symbol.sectionIndex();
            if (symbol.index() != 0 && (section != 0 || !symbol.isInSection())) {
                indices[symbol.index()] = out.symbol(
                        renamed.getOrDefault(symbol.index(), symbol.name()),
                        symbol.binding(),
                        symbol.type(),
                        symbol.visibility(),
                        section,
                        symbol.value(),
                        symbol.size());
            }
        }
        return indices;
    }

    /** As ELF demands and libbpf's static linker doesn't do. */
    private List<ElfSymbol> localsFirst() {
        return file.symbols().stream()
                .sorted(Comparator.comparing(symbol -> symbol.binding() != ElfSymbol.STB_LOCAL))
                .toList();
    }

    private void writeSection(ElfBuilder out, ElfSection section, int[] newSections, int[] newSymbols)
            throws ElfFormatException {
        int info = section.info();
        byte[] data = replaced.getOrDefault(section.index(), section.data());
        if (section.isRelocation() || section.has(ElfSection.SHF_INFO_LINK)) {
            info = info > 0 && info < newSections.length ? newSections[info] : 0;
        } else if (section.type() == ElfSection.SHT_GROUP) {
            info = info > 0 && info < newSymbols.length ? Math.max(0, newSymbols[info]) : 0;
            data = members(data, newSections);
        }
        ElfSection copy = new ElfSection(
                0,
                section.name(),
                section.type(),
                section.flags(),
                section.address(),
                ElfSection.hasData(section.type()) ? data.length : section.size(),
                newSections[section.link()],
                info,
                section.alignment(),
                section.entrySize(),
                data);
        if (section.isRelocation()) {
            out.add(copy, relocations(section, newSymbols));
        } else {
            out.add(copy);
        }
    }

    private List<ElfRelocation> relocations(ElfSection holder, int[] newSymbols) throws ElfFormatException {
        List<ElfRelocation> moved = new ArrayList<>();
        for (ElfRelocation relocation : file.relocationsIn(holder)) {
            int symbol = newSymbols[relocation.symbolIndex()];
            if (symbol < 0) {
                ElfSymbol needed = file.symbols().get(relocation.symbolIndex());
                throw new ElfFormatException(
                        relocation.offset(),
                        "(of the section that " + holder.name() + " relocates) needs symbol '" + needed.name() + "' of "
                                + file.sections().get(needed.sectionIndex()) + ", which is dropped");
            }
            moved.add(new ElfRelocation(relocation.offset(), relocation.type(), symbol, relocation.addend()));
        }
        return moved;
    }

    /** The members of a section group that stay: a flag word, then section indices. */
    private byte[] members(byte[] data, int[] newSections) {
        ByteBuffer in = ByteBuffer.wrap(data).order(file.byteOrder());
        ByteBuffer out = ByteBuffer.allocate(data.length).order(file.byteOrder());
        if (in.remaining() >= Integer.BYTES) {
            out.putInt(in.getInt());
        }
        while (in.remaining() >= Integer.BYTES) {
            int member = in.getInt();
            int index = member > 0 && member < newSections.length ? newSections[member] : 0;
            if (index != 0) {
                out.putInt(index);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Whether the builder makes this section: the symbols, their names, or the names of the sections. */
    private boolean isTable(ElfSection section) {
        int index = section.index();
        return index != 0
                && (index == file.symbolTable()
                        || index == file.header().sectionNames()
                        || (file.symbolTable() != 0
                                && index
                                        == file.sections()
                                                .get(file.symbolTable())
                                                .link()));
    }
}
