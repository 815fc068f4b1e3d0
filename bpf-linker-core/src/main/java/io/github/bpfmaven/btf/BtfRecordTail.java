package io.github.bpfmaven.btf;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes at the end of a {@code .BTF.ext} record that a newer writer put there; kept as they are. Immutable. */
public final class BtfRecordTail {
    /** No such bytes: the rule. */
    public static final BtfRecordTail NONE = new BtfRecordTail(new byte[0]);

    private final byte[] bytes;

    /**
     * @param bytes copied
     */
    public BtfRecordTail(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** The bytes, as a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BtfRecordTail that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
