package io.github.bpfmaven.header;

import java.util.List;

/**
 * How a struct or a union must be written for its members to be where BTF has them.
 *
 * @param parts the members
 * @param gaps by member: unnamed bit-fields before it; one more for those behind the last
 * @param packed whether with {@code __attribute__((packed))}
 * @param aligned the {@code __attribute__((aligned))} that it needs, in bytes; 0 if it needs none
 * @param filler the size in bytes that a union needs one more member for; 0 if it needs none
 * @param size what C makes of it, in bytes
 * @param alignment what C makes of it, in bytes
 */
record RecordLayout(
        List<RecordPart> parts,
        List<List<Gap>> gaps,
        boolean packed,
        long aligned,
        long filler,
        long size,
        long alignment) {
    /**
     * Unused bits.
     *
     * @param bits 1 to 64; more are bytes in an array
     */
    record Gap(String type, long bits) {}
}
