package io.github.bpfmaven.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What {@code struct btf_header} and {@code struct btf_ext_header} have in common: magic, version, flags, the header's
 * length, and then pairs of an offset from the end of the header and a length. All in the byte order of the target.
 */
final class BtfHeader {
    static final int MAGIC = 0xeb9f;
    static final int VERSION = 1;
    static final int FIXED_SIZE = 8;
    static final int AREA_SIZE = 8;

    private final byte[] section;
    private final ByteBuffer in;
    private final int length;

    private BtfHeader(byte[] section, ByteBuffer in, int length) {
        this.section = section;
        this.in = in;
        this.length = length;
    }

    /**
     * @param needed how many areas the header has at least
     * @param known how many it has at most; what follows must be 0, as the kernel demands too
     */
    static BtfHeader read(byte[] section, ByteOrder order, int needed, int known) throws BtfFormatException {
        int smallest = FIXED_SIZE + needed * AREA_SIZE;
        if (section.length < smallest) {
            throw new BtfFormatException(0, "the header takes " + smallest + " bytes, there are " + section.length);
        }
        ByteBuffer in = ByteBuffer.wrap(section).order(order);
        int magic = Short.toUnsignedInt(in.getShort(0));
        check(magic == MAGIC, 0, "magic is 0x" + Integer.toHexString(magic) + ", not 0xeb9f (no BTF in " + order + ")");
        check(in.get(2) == VERSION, 2, "unknown BTF version " + in.get(2));
        check(in.get(3) == 0, 3, "unknown BTF flags " + in.get(3));
        int length = in.getInt(4);
        check(
                length >= smallest && length <= section.length && length % Integer.BYTES == 0,
                4,
                "header length " + Integer.toUnsignedString(length));
        for (int i = FIXED_SIZE + known * AREA_SIZE; i < length; i++) {
            check(section[i] == 0, i, "unknown part of the header");
        }
        return new BtfHeader(section, in, length);
    }

    /** Start and end of an area from the start of the section; an area that is not in the header is empty. */
    int[] area(int number, int alignment) throws BtfFormatException {
        int at = FIXED_SIZE + number * AREA_SIZE;
        if (at + AREA_SIZE > length) {
            return new int[] {length, length};
        }
        long start = length + Integer.toUnsignedLong(in.getInt(at));
        long end = start + Integer.toUnsignedLong(in.getInt(at + 4));
        check(end <= section.length, at, "area " + number + " reaches beyond the end of the section");
        check((start - length) % alignment == 0, at, "area " + number + " is not aligned to " + alignment + " bytes");
        return new int[] {(int) start, (int) end};
    }

    private static void check(boolean good, long offset, String problem) throws BtfFormatException {
        if (!good) {
            throw new BtfFormatException(offset, problem);
        }
    }
}
