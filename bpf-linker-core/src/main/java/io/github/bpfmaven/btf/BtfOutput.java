package io.github.bpfmaven.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers of one byte order, written one behind the other. */
final class BtfOutput {
    private static final int FIRST_CAPACITY = 256;

    private ByteBuffer out;

    BtfOutput(ByteOrder order) {
        this.out = ByteBuffer.allocate(FIRST_CAPACITY).order(order);
    }

    BtfOutput int32(long value) {
        ensure(Integer.BYTES);
        out.putInt((int) value);
        return this;
    }

    BtfOutput bytes(byte[] bytes) {
        ensure(bytes.length);
        out.put(bytes);
        return this;
    }

    int size() {
        return out.position();
    }

    byte[] bytes() {
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Writes the 8 bytes that both headers start with. */
    BtfOutput header(int length) {
        ensure(BtfHeader.FIXED_SIZE);
        // No flags are defined.
        out.putShort((short) BtfHeader.MAGIC).put((byte) BtfHeader.VERSION).put((byte) 0);
        return int32(length);
    }

    private void ensure(int more) {
        if (out.remaining() < more) {
            int capacity = Math.max(Math.addExact(out.position(), more), 2 * out.capacity());
            out = ByteBuffer.wrap(Arrays.copyOf(out.array(), capacity))
                    .order(out.order())
                    .position(out.position());
        }
    }
}
