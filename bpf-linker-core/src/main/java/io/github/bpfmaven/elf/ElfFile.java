package io.github.bpfmaven.elf;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ELF64 file, read whole; immutable.
 *
 * <p>Made for relocatable objects. Other types of file can be read too, for their sections and their symbol table;
 * program headers and dynamic symbols are not looked at.
 *
 * <p>Source: "ELF-64 Object File Format", Version 1.5.
 */
public final class ElfFile {
    /** A relocatable object. */
    public static final int ET_REL = 1;
    /** An executable. */
    public static final int ET_EXEC = 2;
    /** A shared object. */
    public static final int ET_DYN = 3;
    /** The machine number of BPF, in both byte orders ({@code include/uapi/linux/elf-em.h}). */
    public static final int EM_BPF = 247;

    private final ElfHeader header;
    private final List<ElfSection> sections;
    private final List<Long> fileOffsets;
    private final List<ElfSymbol> symbols;
    private final Map<Integer, List<ElfRelocation>> relocations;
    private final int symbolTable;
    private final Map<String, ElfSection> byName = new HashMap<>();
    private final Map<Integer, List<ElfRelocation>> byTarget = new HashMap<>();

    /**
     * @param fileOffsets where the data of each section starts
     * @param relocations by the index of the section that holds them
     * @param symbolTable the index of the section that the symbols came from, 0 if there is none
     */
    ElfFile(
            ElfHeader header,
            List<ElfSection> sections,
            List<Long> fileOffsets,
            List<ElfSymbol> symbols,
            Map<Integer, List<ElfRelocation>> relocations,
            int symbolTable) {
        this.header = header;
        this.sections = List.copyOf(sections);
        this.fileOffsets = List.copyOf(fileOffsets);
        this.symbols = List.copyOf(symbols);
        this.relocations = Map.copyOf(relocations);
        this.symbolTable = symbolTable;
        for (ElfSection section : sections) {
            if (section.index() != 0) {
                byName.putIfAbsent(section.name(), section);
            }
            if (relocations.containsKey(section.index())) {
                byTarget.computeIfAbsent(section.info(), target -> new ArrayList<>())
                        .addAll(relocationsIn(section));
            }
        }
    }

    /**
     * Reads an ELF64 file of either byte order. Work and memory are at most proportional to the length of the input,
     * whatever it claims to hold.
     *
     * @throws ElfFormatException if the bytes are no ELF64 file or a damaged one: a table or section beyond the end,
     *     sections that overlap, a name that does not end or is not UTF-8, a symbol of a section that does not exist, a
     *     relocation with a symbol that does not exist; also if the file has 65,280 sections or more, which are numbered in
     *     a way not read here. Local symbols may stand behind others, which ELF forbids and {@code bpftool gen object} does
     */
    public static ElfFile read(byte[] bytes) throws ElfFormatException {
        return new ElfReader(bytes.clone()).read();
    }

    /** The byte order of all numbers in the file, and of its target ({@code bpfel}, {@code bpfeb}). */
    public ByteOrder byteOrder() {
        return header.byteOrder();
    }

    /** One of {@code ET_*}, 0 to 65,535. */
    public int type() {
        return header.type();
    }

    /** The machine number ({@link #EM_BPF}), 0 to 65,535. */
    public int machine() {
        return header.machine();
    }

    /** The flags of the machine ({@code e_flags}), raw 32 bits; 0 for BPF. */
    public int flags() {
        return header.flags();
    }

    /** All sections in the order of their indices, the null section first; empty if there is no section table. */
    public List<ElfSection> sections() {
        return sections;
    }

    /** The first section of that name, or nothing if there is none; never the null section. */
    public Optional<ElfSection> section(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Where the data of a section of this file starts in it, in bytes ({@code sh_offset}). Of sections without data it is
     * whatever the file says.
     */
    public long fileOffset(ElfSection section) {
        return fileOffsets.get(section.index());
    }

    /** All symbols in the order of their indices, the null symbol first; empty if there is no symbol table. */
    public List<ElfSymbol> symbols() {
        return symbols;
    }

    /**
     * The relocations of a section, in file order: those of every {@code SHT_REL} and {@code SHT_RELA} section whose
     * {@code info} is that section. Empty if it has none.
     */
    public List<ElfRelocation> relocations(ElfSection target) {
        return Collections.unmodifiableList(byTarget.getOrDefault(target.index(), List.of()));
    }

    /** The relocations that a section of relocations holds. */
    List<ElfRelocation> relocationsIn(ElfSection holder) {
        return relocations.getOrDefault(holder.index(), List.of());
    }

    ElfHeader header() {
        return header;
    }

    int symbolTable() {
        return symbolTable;
    }
}
