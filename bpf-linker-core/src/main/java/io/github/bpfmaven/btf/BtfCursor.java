package io.github.bpfmaven.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads forward through a part of a section and knows where that part ends. */
final class BtfCursor {
    private final ByteBuffer in;

    /** The part between two offsets, which must be within the section. */
    BtfCursor(byte[] section, ByteOrder order, int from, int to) {
        this.in = ByteBuffer.wrap(section, from, to - from).order(order);
    }

    /** From the start of the section. */
    int offset() {
        return in.position();
    }

    boolean hasMore() {
        return in.hasRemaining();
    }

    /** @param what for the message if there is less left */
    void require(long bytes, String what) throws BtfFormatException {
        if (bytes > in.remaining()) {
            throw new BtfFormatException(
                    offset(), what + " takes " + bytes + " bytes, but only " + in.remaining() + " are left");
        }
    }

    /** Four bytes, which must be there. */
    int int32() {
        return in.getInt();
    }

    /** Four unsigned bytes, which must be there. */
    long uint32() {
        return Integer.toUnsignedLong(in.getInt());
    }

    byte[] bytes(int count) {
        byte[] taken = new byte[count];
        in.get(taken);
        return taken;
    }
}
