package io.github.bpfmaven.elf;

/**
 * One entry of the symbol table.
 *
 * <p>Source: "ELF-64 Object File Format", Version 1.5, section 6.
 *
 * @param index place in the symbol table; 0 is the null symbol
 * @param name the name; empty for the null symbol and, as a rule, for {@code STT_SECTION} symbols
 * @param binding one of {@code STB_*}, 0 to 15
 * @param type one of {@code STT_*}, 0 to 15
 * @param visibility one of {@code STV_*}, 0 to 3
 * @param sectionIndex the section that the symbol is defined in, or one of {@code SHN_*}; 0 to 65,535
 * @param value offset in bytes from the start of the section (in a relocatable object)
 * @param size size in bytes of the thing named, 0 if it has none or it is not known; raw 64 bits
 */
public record ElfSymbol(
        int index, String name, int binding, int type, int visibility, int sectionIndex, long value, long size) {
    /** Visible in its own object only. */
    public static final int STB_LOCAL = 0;
    /** Visible to all objects. */
    public static final int STB_GLOBAL = 1;
    /** Like global, but yields to a global definition. */
    public static final int STB_WEAK = 2;

    /** No type given; also undefined symbols. */
    public static final int STT_NOTYPE = 0;
    /** A variable. */
    public static final int STT_OBJECT = 1;
    /** A function; in BPF objects programs and subprograms. */
    public static final int STT_FUNC = 2;
    /** Stands for a section. */
    public static final int STT_SECTION = 3;
    /** Names the source file. */
    public static final int STT_FILE = 4;

    /** Visible as the binding says. */
    public static final int STV_DEFAULT = 0;
    /** Not visible to other components ({@code __hidden} of {@code bpf_helpers.h}). */
    public static final int STV_HIDDEN = 2;

    /** Not defined here. */
    public static final int SHN_UNDEF = 0;
    /** From here on a section index has a special meaning. */
    public static final int SHN_LORESERVE = 0xff00;
    /** The value is absolute. */
    public static final int SHN_ABS = 0xfff1;
    /** Not yet allocated. */
    public static final int SHN_COMMON = 0xfff2;

    /** Whether a section of this object defines the symbol: neither undefined nor absolute nor common. */
    public boolean isInSection() {
        return sectionIndex > SHN_UNDEF && sectionIndex < SHN_LORESERVE;
    }
}
