package io.github.bpfmaven.elf;

import java.util.Arrays;

/**
 * One section: an entry of the section header table and the bytes that it covers.
 *
 * <p>Source: "ELF-64 Object File Format", Version 1.5, section 5; {@code include/uapi/linux/elf.h}.
 *
 * @param index place in the section header table; 0 is the null section
 * @param name the name, empty for the null section
 * @param type one of {@code SHT_*}, or any other 32-bit value
 * @param flags {@code SHF_*} bits
 * @param address virtual address; 0 in a relocatable object
 * @param size size in bytes in memory; equal to the length of the data unless the section has none in the file
 * @param link index of another section, or 0; which one depends on the type (for {@code SHT_REL}: the symbol table)
 * @param info raw 32 bits, whose meaning depends on the type (for {@code SHT_REL}: the section that is relocated)
 * @param alignment in bytes, a power of two; 0 and 1 mean none
 * @param entrySize size in bytes of an entry if the section is a table of equal entries, else 0
 * @param data the bytes in the file, empty for {@code SHT_NOBITS} and {@code SHT_NULL}; copied both ways
 */
public record ElfSection(
        int index,
        String name,
        int type,
        long flags,
        long address,
        long size,
        int link,
        int info,
        long alignment,
        long entrySize,
        byte[] data) {
    /** The null section. */
    public static final int SHT_NULL = 0;
    /** Program bytes: code, data, and also {@code .BTF} and DWARF. */
    public static final int SHT_PROGBITS = 1;
    /** The symbol table. */
    public static final int SHT_SYMTAB = 2;
    /** A string table. */
    public static final int SHT_STRTAB = 3;
    /** Relocations with explicit addends, 24 bytes each. */
    public static final int SHT_RELA = 4;
    /** A note. */
    public static final int SHT_NOTE = 7;
    /** Memory that starts as zeros ({@code .bss}); no bytes in the file. */
    public static final int SHT_NOBITS = 8;
    /** Relocations whose addend is in the relocated place, 16 bytes each. BPF uses these. */
    public static final int SHT_REL = 9;
    /** A section group: a flag word and section indices, 4 bytes each. */
    public static final int SHT_GROUP = 17;
    /** Section indices of symbols in files with 65,280 sections or more. */
    public static final int SHT_SYMTAB_SHNDX = 18;
    /** LLVM's table of address-significant symbols ({@code .llvm_addrsig}; LLVM's {@code BinaryFormat/ELF.h}). */
    public static final int SHT_LLVM_ADDRSIG = 0x6fff4c03;

    /** Writable at run time. */
    public static final long SHF_WRITE = 0x1;
    /** Occupies memory at run time. */
    public static final long SHF_ALLOC = 0x2;
    /** Holds instructions. */
    public static final long SHF_EXECINSTR = 0x4;
    /** Equal elements may be merged. */
    public static final long SHF_MERGE = 0x10;
    /** Holds NUL-terminated strings. */
    public static final long SHF_STRINGS = 0x20;
    /** {@code info} is a section index. */
    public static final long SHF_INFO_LINK = 0x40;
    /** Must keep the order of the section that {@code link} names. */
    public static final long SHF_LINK_ORDER = 0x80;
    /** Member of a section group. */
    public static final long SHF_GROUP = 0x200;

    private static final int MAX_DUMPED_NAME = 64;

    /**
     * @throws IllegalArgumentException if the size is not that of the data, or negative, or the alignment is not a power of two
     */
    public ElfSection {
        data = data.clone();
        if (size < 0 || (hasData(type) ? size != data.length : data.length != 0)) {
            throw new IllegalArgumentException("section " + name + ": size " + size + ", data " + data.length);
        }
        if (alignment < 0 || (alignment & (alignment - 1)) != 0) {
            throw new IllegalArgumentException("section " + name + ": alignment " + alignment);
        }
    }

    /** The bytes in the file, as a copy. */
    @Override
    public byte[] data() {
        return data.clone();
    }

    /** Whether sections of this type have bytes in the file. */
    static boolean hasData(int type) {
        return type != SHT_NULL && type != SHT_NOBITS;
    }

    /** Whether this is a section of relocations, {@code SHT_REL} or {@code SHT_RELA}. */
    public boolean isRelocation() {
        return type == SHT_REL || type == SHT_RELA;
    }

    /** Whether all of the given {@code SHF_*} bits are set. */
    public boolean has(long wanted) {
        return (flags & wanted) == wanted;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ElfSection that
                && index == that.index
                && name.equals(that.name)
                && type == that.type
                && flags == that.flags
                && address == that.address
                && size == that.size
                && link == that.link
                && info == that.info
                && alignment == that.alignment
                && entrySize == that.entrySize
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        String shown = name.length() > MAX_DUMPED_NAME ? name.substring(0, MAX_DUMPED_NAME) + "…" : name;
        return "section " + index + " '" + shown + "' (type " + type + ", " + size + " bytes)";
    }
}
