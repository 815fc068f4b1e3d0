package io.github.bpfmaven.elf;

/** The bytes are no ELF64 file, or a damaged one, or use a part of ELF that this package does not read. */
public final class ElfFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offset;

    ElfFormatException(long offset, String problem) {
        super("offset 0x" + Long.toHexString(offset) + ": " + problem);
        this.offset = offset;
    }

    /** Where the problem is, in bytes from the start of the file. The message names it too. */
    public long offset() {
        return offset;
    }
}
