package io.github.bpfmaven.header;

/**
 * A member, as it takes part in a layout.
 *
 * @param written whether C has it: whether it has a size, and a name or members of its own
 * @param at where BTF has it, in bits
 * @param size in bits: of a bit-field's type, too
 * @param alignment in bits
 * @param width the bits of a bit-field, 0 if it is none
 */
record RecordPart(boolean written, long at, long size, long alignment, int width) {
    /** The bits that it takes. */
    long taken() {
        return width > 0 ? width : size;
    }
}
