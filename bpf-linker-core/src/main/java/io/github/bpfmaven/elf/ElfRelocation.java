package io.github.bpfmaven.elf;

/**
 * One relocation.
 *
 * <p>Source: "ELF-64 Object File Format", Version 1.5, section 7; the types are those of
 * {@code Documentation/bpf/llvm_reloc.rst} in the kernel.
 *
 * @param offset offset in bytes from the start of the section that is relocated; raw 64 bits, not checked against its size
 * @param type one of {@code R_BPF_*} in a BPF object
 * @param symbolIndex index into {@link ElfFile#symbols()}; 0 is the null symbol
 * @param addend the addend of {@code SHT_RELA}; 0 for {@code SHT_REL}, whose addend is in the relocated place
 */
public record ElfRelocation(long offset, int type, int symbolIndex, long addend) {
    /** No relocation. */
    public static final int R_BPF_NONE = 0;
    /** The 64-bit immediate of a two-slot load ({@code ld_imm64}): maps and global data. */
    public static final int R_BPF_64_64 = 1;
    /** Eight bytes of data. */
    public static final int R_BPF_64_ABS64 = 2;
    /** Four bytes of data. */
    public static final int R_BPF_64_ABS32 = 3;
    /** Four bytes of {@code .BTF} or {@code .BTF.ext} that a dynamic loader leaves alone. */
    public static final int R_BPF_64_NODYLD32 = 4;
    /** The 32-bit immediate of a call instruction. */
    public static final int R_BPF_64_32 = 10;
}
