package io.github.bpfmaven.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a relocatable ELF64 object together. Sections and symbols get their indices in the order in which they are
 * added, from 1 on; the builder adds the null section, the null symbol, and behind all others {@code .symtab} and one
 * {@code .strtab} for the names of both sections and symbols (as LLVM does). Equal calls give equal bytes.
 */
public final class ElfBuilder {
    private static final int SYMBOL_SIZE = 24;
    private static final int REL_SIZE = 16;
    private static final int RELA_SIZE = 24;
    /** Nothing maps an object into memory: more would only let a small file ask for a large one. */
    private static final long MOST_FILE_ALIGNMENT = 64;

    private final ByteOrder order;
    private final int machine;
    private final int flags;
    private final List<ElfSection> sections = new ArrayList<>();
    private final List<ElfSymbol> symbols = new ArrayList<>();
    private int locals = 1;
    private int mostReferred;

    /**
     * @param machine the machine number ({@link ElfFile#EM_BPF})
     */
    public ElfBuilder(ByteOrder order, int machine) {
        this(order, machine, 0);
    }

    ElfBuilder(ByteOrder order, int machine, int flags) {
        this.order = order;
        this.machine = machine;
        this.flags = flags;
        sections.add(section("", ElfSection.SHT_NULL, 0, 0, 0, 0, 0, 0, new byte[0]));
        symbols.add(new ElfSymbol(0, "", 0, 0, 0, 0, 0, 0));
    }

    /**
     * Adds a section with data.
     *
     * @param type one of {@code SHT_*}
     * @param sectionFlags {@code SHF_*} bits
     * @param alignment in bytes, a power of two; in the file it is kept up to 64
     * @return the section's index
     */
    public int section(String name, int type, long sectionFlags, long alignment, byte[] data) {
        return add(section(name, type, sectionFlags, data.length, 0, 0, alignment, 0, data));
    }

    /**
     * Adds a section that takes memory but no room in the file ({@code SHT_NOBITS}), like {@code .bss}.
     *
     * @param size in bytes
     * @return the section's index
     */
    public int nobits(String name, long sectionFlags, long alignment, long size) {
        return add(section(name, ElfSection.SHT_NOBITS, sectionFlags, size, 0, 0, alignment, 0, new byte[0]));
    }

    /**
     * Adds a section {@code .rel} + name of the target, of type {@code SHT_REL}.
     *
     * @param target index of a section that was added before
     * @param relocations with addends of 0; their symbols may be added later
     * @return the index of the new section
     */
    public int relocations(int target, List<ElfRelocation> relocations) {
        return add(section(
                ".rel" + sections.get(target).name(),
                ElfSection.SHT_REL,
                ElfSection.SHF_INFO_LINK,
                (long) relocations.size() * REL_SIZE,
                0,
                target,
                Long.BYTES,
                REL_SIZE,
                encode(relocations, false)));
    }

    /**
     * Adds a symbol. Local ones come first, as ELF demands.
     *
     * @param sectionIndex index of the section that defines it, or one of {@code SHN_*}
     * @return the symbol's index
     * @throws IllegalStateException if the symbol is local and one before is not
     */
    public int symbol(String name, int binding, int type, int visibility, int sectionIndex, long value, long size) {
        if (binding == ElfSymbol.STB_LOCAL) {
            if (locals != symbols.size()) {
                throw new IllegalStateException("local symbol " + name + " behind one that is not local");
            }
            locals++;
        }
        if (sectionIndex < ElfSymbol.SHN_LORESERVE) {
            mostReferred = Math.max(mostReferred, sectionIndex);
        }
        symbols.add(new ElfSymbol(symbols.size(), name, binding, type, visibility, sectionIndex, value, size));
        return symbols.size() - 1;
    }

    /** Adds a section as it is, but for its index. The link of relocations and groups is set by {@link #build}. */
    int add(ElfSection section) {
        if (section.info() > 0 && section.isRelocation()) {
            mostReferred = Math.max(mostReferred, section.info());
        }
        sections.add(section);
        return sections.size() - 1;
    }

    /** Adds a section of relocations made over again. */
    int add(ElfSection holder, List<ElfRelocation> relocations) {
        byte[] data = encode(relocations, holder.type() == ElfSection.SHT_RELA);
        return add(section(
                holder.name(),
                holder.type(),
                holder.flags(),
                data.length,
                0,
                holder.info(),
                holder.alignment(),
                holder.entrySize(),
                data));
    }

    /**
     * The object.
     *
     * @throws IllegalStateException if a symbol or a relocation is of a section that was not added
     */
    public byte[] build() {
        int symbolTable = sections.size();
        int stringTable = symbolTable + 1;
        if (mostReferred > stringTable) {
            throw new IllegalStateException("there is no section " + mostReferred);
        }
        ElfStringTable names = new ElfStringTable();
        sections.forEach(section -> names.add(section.name()));
        names.add(".symtab");
        names.add(".strtab");
        byte[] symbolData = symbolData(names);
        List<ElfSection> all = new ArrayList<>(sections);
        all.add(section(
                ".symtab",
                ElfSection.SHT_SYMTAB,
                0,
                symbolData.length,
                stringTable,
                locals,
                Long.BYTES,
                SYMBOL_SIZE,
                symbolData));
        byte[] nameData = names.bytes();
        all.add(section(".strtab", ElfSection.SHT_STRTAB, 0, nameData.length, 0, 0, 1, 0, nameData));
        return layOut(all, names, symbolTable);
    }

    private byte[] layOut(List<ElfSection> all, ElfStringTable names, int symbolTable) {
        long end = ElfHeader.SIZE;
        long[] offsets = new long[all.size()];
        for (int i = 1; i < offsets.length; i++) {
            ElfSection section = all.get(i);
            end = align(end, Math.min(section.alignment(), MOST_FILE_ALIGNMENT));
            offsets[i] = end;
            end += ElfSection.hasData(section.type()) ? section.size() : 0;
        }
        end = align(end, Long.BYTES);
        int size = Math.toIntExact(end + (long) all.size() * ElfHeader.SECTION_HEADER_SIZE);
        ByteBuffer out = ByteBuffer.allocate(size).order(order);
        new ElfHeader(order, ElfFile.ET_REL, machine, flags, end, all.size(), all.size() - 1).write(out);
        for (int i = 0; i < offsets.length; i++) {
            ElfSection section = all.get(i);
            out.put((int) offsets[i], section.data());
            boolean usesSymbols = section.isRelocation() || section.type() == ElfSection.SHT_GROUP;
            out.position((int) end + i * ElfHeader.SECTION_HEADER_SIZE);
            out.putInt(names.add(section.name())).putInt(section.type());
            out.putLong(section.flags()).putLong(section.address());
            out.putLong(offsets[i]).putLong(section.size());
            out.putInt(usesSymbols ? symbolTable : section.link()).putInt(section.info());
            out.putLong(section.alignment()).putLong(section.entrySize());
        }
        return out.array();
    }

    private byte[] symbolData(ElfStringTable names) {
        ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(symbols.size(), SYMBOL_SIZE))
                .order(order);
        for (ElfSymbol symbol : symbols) {
            out.putInt(names.add(symbol.name()));
            out.put((byte) (symbol.binding() << 4 | symbol.type()));
            out.put((byte) symbol.visibility());
            out.putShort((short) symbol.sectionIndex());
            out.putLong(symbol.value()).putLong(symbol.size());
        }
        return out.array();
    }

    private byte[] encode(List<ElfRelocation> relocations, boolean explicitAddends) {
        int entrySize = explicitAddends ? RELA_SIZE : REL_SIZE;
        ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(relocations.size(), entrySize))
                .order(order);
        for (ElfRelocation relocation : relocations) {
            out.putLong(relocation.offset());
            out.putLong((long) relocation.symbolIndex() << 32 | Integer.toUnsignedLong(relocation.type()));
            if (explicitAddends) {
                out.putLong(relocation.addend());
            }
        }
        return out.array();
    }

    private static ElfSection section(
            String name,
            int type,
            long flags,
            long size,
            int link,
            int info,
            long alignment,
            long entrySize,
            byte[] data) {
        // The index is given by the place in the list.
        return new ElfSection(0, name, type, flags, 0, size, link, info, alignment, entrySize, data);
    }

    private static long align(long offset, long alignment) {
        return alignment < 2 ? offset : (offset + alignment - 1) & -alignment;
    }
}
