package io.github.bpfmaven.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;

/** Numbers of one byte order, written one behind the other. */
final class BtfOutput {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    BtfOutput(ByteOrder order) {
        this.order = order;
    }

    BtfOutput int32(long value) {
        int word = order == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes((int) value) : (int) value;
        out.write(word >>> 24);
        out.write(word >>> 16);
        out.write(word >>> 8);
        out.write(word);
        return this;
    }

    BtfOutput bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    int size() {
        return out.size();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** Writes the 8 bytes that both headers start with. */
    BtfOutput header(int length) {
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        out.write(little ? BtfHeader.MAGIC : BtfHeader.MAGIC >>> 8);
        out.write(little ? BtfHeader.MAGIC >>> 8 : BtfHeader.MAGIC);
        out.write(BtfHeader.VERSION);
        // No flags are defined.
        out.write(0);
        return int32(length);
    }
}
