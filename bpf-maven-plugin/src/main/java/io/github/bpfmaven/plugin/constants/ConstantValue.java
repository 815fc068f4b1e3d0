package io.github.bpfmaven.plugin.constants;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** The value of a constant, with what Java needs to know of its C type. */
public sealed interface ConstantValue {
    /**
     * An integer, a bool or an enum. A character constant such as {@code 'a'} is an {@code int} in C, so one here too.
     *
     * @param value within what the type holds
     * @param bits of the C type: 8, 16, 32, 64 or 128
     * @param signed whether the C type is
     * @param bool whether the C type is {@code _Bool}; then the value is 0 or 1
     */
    record Int(BigInteger value, int bits, boolean signed, boolean bool) implements ConstantValue {}

    /**
     * A floating-point number. {@code long double} is {@code double} in BPF (clang 20, {@code BPFTargetInfo}).
     *
     * @param value exact: every {@code float} is a {@code double}
     * @param bytes of the C type: 4 or 8
     */
    record Float(double value, int bytes) implements ConstantValue {}

    /**
     * A string literal.
     *
     * @param bytes without the NUL at the end, there may be others; UTF-8 as clang encodes it, unless escapes say otherwise.
     *     Copied both ways
     */
    record Text(byte[] bytes) implements ConstantValue {
        /** The bytes are copied. */
        public Text {
            bytes = bytes.clone();
        }

        /** The bytes, as a copy. */
        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Text[" + HexFormat.of().formatHex(bytes) + "]";
        }
    }
}
