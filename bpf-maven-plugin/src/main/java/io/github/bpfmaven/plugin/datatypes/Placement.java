package io.github.bpfmaven.plugin.datatypes;

import java.nio.ByteOrder;

/**
 * Where a member lies in each byte order: mostly in the same place, but network headers declare bit-fields the other way
 * round.
 *
 * @param little in little-endian objects; as {@code big} if there are none
 * @param big in big-endian objects; as {@code little} if there are none
 */
public record Placement(Bits little, Bits big) {
    static Placement same(Bits bits) {
        return new Placement(bits, bits);
    }

    /** Whether byte order makes no difference. */
    public boolean isSame() {
        return little.equals(big);
    }

    /** Where it lies in one byte order. */
    public Bits in(ByteOrder order) {
        return order.equals(ByteOrder.BIG_ENDIAN) ? big : little;
    }

    /**
     * A place.
     *
     * @param offset from the start of the type, in bits. In a little-endian type bit 0 of a byte is the lowest, in a
     *     big-endian one the highest (libbpf's {@code btf_dump_get_bitfield_value})
     * @param width of a bit-field, in bits; 0 for what is none, whose offset is a multiple of 8
     */
    public record Bits(long offset, int width) {
        /** Whether it is a bit-field. */
        public boolean isBitField() {
            return width > 0;
        }

        /** From the start of the type, in bytes; of a bit-field the byte that it starts in. */
        public long byteOffset() {
            return offset / Byte.SIZE;
        }
    }
}
