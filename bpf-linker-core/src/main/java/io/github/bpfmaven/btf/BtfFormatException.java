package io.github.bpfmaven.btf;

/** The bytes are no BTF, or damaged, or of a version or kind that this package does not know. */
public final class BtfFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /**
     * @param offset in bytes from the start of the section
     * @param problem what is wrong, to follow the offset in the message
     */
    public BtfFormatException(long offset, String problem) {
        super("offset 0x" + Long.toHexString(offset) + ": " + problem);
        this.offset = offset;
    }

    /** Where the problem is, in bytes from the start of the section that was read. The message names it too. */
    public long offset() {
        return offset;
    }
}
