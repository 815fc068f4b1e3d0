package io.github.bpfmaven.plugin.template;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Values in the layout of C, in a buffer's byte order.
 */
final class Bytes {
    /**
     * All members are static.
     */
    private Bytes() {}

    /**
     * Moves a buffer's position behind a value.
     *
     * @param buffer the buffer
     * @param size how many bytes the value takes
     * @param what the value's type
     * @return where the value begins
     */
    static int skip(ByteBuffer buffer, int size, String what) {
        if (buffer.remaining() < size) {
            throw new IllegalArgumentException(
                    what + " takes " + size + " bytes, the buffer has " + buffer.remaining() + " left");
        }
        int at = buffer.position();
        buffer.position(at + size);
        return at;
    }

    /**
     * Wraps bytes in this machine's byte order.
     *
     * @param bytes exactly one value
     * @param size how many bytes it takes
     * @param what the value's type
     * @return a buffer over the array
     */
    static ByteBuffer wrap(byte[] bytes, int size, String what) {
        if (bytes.length != size) {
            throw new IllegalArgumentException(what + " takes " + size + " bytes, not " + bytes.length);
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /**
     * Sets bytes to 0, so that padding is.
     *
     * @param out where to write
     * @param at the first
     * @param size how many
     */
    static void clear(ByteBuffer out, int at, int size) {
        for (int i = 0; i < size; i++) {
            out.put(at + i, (byte) 0);
        }
    }

    /**
     * Checks that a number fits into its C type.
     *
     * @param value the number
     * @param least the smallest that does
     * @param most the largest that does
     * @param name of the member
     * @return the number
     */
    static int check(int value, int least, int most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", which is not in " + least + " to " + most);
        }
        return value;
    }

    /**
     * Checks that a number fits into its C type.
     *
     * @param value the number
     * @param least the smallest that does
     * @param most the largest that does
     * @param name of the member
     * @return the number
     */
    static long check(long value, long least, long most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", which is not in " + least + " to " + most);
        }
        return value;
    }

    /**
     * Checks an array's length.
     *
     * @param actual the length
     * @param expected that of the C array
     * @param name of the member
     */
    static void checkLength(int actual, int expected, String name) {
        if (actual != expected) {
            throw new IllegalArgumentException(name + " has " + expected + " elements, not " + actual);
        }
    }

    /**
     * Checks that a number fits into an {@code __int128}, or a bit-field of it.
     *
     * @param value the number
     * @param width how many bits there are
     * @param signed whether one of them is the sign
     * @param name of the member
     * @return the number
     */
    static java.math.BigInteger checkWide(java.math.BigInteger value, int width, boolean signed, String name) {
        if (signed ? value.bitLength() > width - 1 : value.signum() < 0 || value.bitLength() > width) {
            throw new IllegalArgumentException(name + " is " + value + ", which is no " + (signed ? "" : "unsigned ")
                    + "number of " + width + " bits");
        }
        return value;
    }

    /**
     * Reads a bit-field.
     *
     * @param in where from
     * @param at where its struct begins
     * @param offset from there, in bits: from the lowest of each byte in little-endian order, else from the highest
     * @param width how many bits
     * @return its value, not negative but with a width of 64
     */
    static long getBits(ByteBuffer in, int at, int offset, int width) {
        boolean little = in.order() == ByteOrder.LITTLE_ENDIAN;
        long value = 0;
        for (int i = 0; i < width; i++) {
            int bit = offset + i;
            long set = in.get(at + bit / 8) >> (little ? bit % 8 : 7 - bit % 8) & 1;
            value |= set << (little ? i : width - 1 - i);
        }
        return value;
    }

    /**
     * Reads a bit-field of a signed type.
     *
     * @param in where from
     * @param at where its struct begins
     * @param offset from there, in bits: from the lowest of each byte in little-endian order, else from the highest
     * @param width how many bits
     * @return its value
     */
    static long getSignedBits(ByteBuffer in, int at, int offset, int width) {
        return getBits(in, at, offset, width) << 64 - width >> 64 - width;
    }

    /**
     * Writes a bit-field and leaves the bits around it alone.
     *
     * @param out where to
     * @param at where its struct begins
     * @param offset from there, in bits: from the lowest of each byte in little-endian order, else from the highest
     * @param width how many bits
     * @param value the lowest bits of this
     */
    static void putBits(ByteBuffer out, int at, int offset, int width, long value) {
        boolean little = out.order() == ByteOrder.LITTLE_ENDIAN;
        for (int i = 0; i < width; i++) {
            int bit = offset + i;
            int shift = little ? bit % 8 : 7 - bit % 8;
            long set = value >> (little ? i : width - 1 - i) & 1;
            out.put(at + bit / 8, (byte) (out.get(at + bit / 8) & ~(1 << shift) | (int) set << shift));
        }
    }

    /**
     * Reads a bit-field of a 128-bit type.
     *
     * @param in where from
     * @param at where its struct begins
     * @param offset from there, in bits: from the lowest of each byte in little-endian order, else from the highest
     * @param width how many bits
     * @param signed whether the type is
     * @return its value
     */
    static java.math.BigInteger getWideBits(ByteBuffer in, int at, int offset, int width, boolean signed) {
        boolean little = in.order() == ByteOrder.LITTLE_ENDIAN;
        java.math.BigInteger value = java.math.BigInteger.ZERO;
        for (int i = 0; i < width; i++) {
            if (getBits(in, at, offset + i, 1) != 0) {
                value = value.setBit(little ? i : width - 1 - i);
            }
        }
        return signed && value.testBit(width - 1) ? value.subtract(java.math.BigInteger.ONE.shiftLeft(width)) : value;
    }

    /**
     * Writes a bit-field of a 128-bit type and leaves the bits around it alone.
     *
     * @param out where to
     * @param at where its struct begins
     * @param offset from there, in bits: from the lowest of each byte in little-endian order, else from the highest
     * @param width how many bits
     * @param value the lowest bits of this
     */
    static void putWideBits(ByteBuffer out, int at, int offset, int width, java.math.BigInteger value) {
        boolean little = out.order() == ByteOrder.LITTLE_ENDIAN;
        for (int i = 0; i < width; i++) {
            putBits(out, at, offset + i, 1, value.testBit(little ? i : width - 1 - i) ? 1 : 0);
        }
    }

    /**
     * Reads an {@code __int128}.
     *
     * @param in where from
     * @param at where it begins
     * @param signed whether it is
     * @return its value
     */
    static java.math.BigInteger getWide(ByteBuffer in, int at, boolean signed) {
        return getWideBits(in, at, 0, 128, signed);
    }

    /**
     * Writes an {@code __int128}.
     *
     * @param out where to
     * @param at where it begins
     * @param value its value
     */
    static void putWide(ByteBuffer out, int at, java.math.BigInteger value) {
        putWideBits(out, at, 0, 128, value);
    }

    /**
     * Reads bytes.
     *
     * @param in where from
     * @param at the first
     * @param count how many
     * @return a new array
     */
    static byte[] getBytes(ByteBuffer in, int at, int count) {
        byte[] values = new byte[count];
        in.get(at, values);
        return values;
    }

    /**
     * Writes bytes.
     *
     * @param out where to
     * @param at the first
     * @param values all of them
     */
    static void putBytes(ByteBuffer out, int at, byte[] values) {
        out.put(at, values);
    }

    /**
     * Reads integers of up to 32 bits.
     *
     * @param in where from
     * @param at the first
     * @param count how many
     * @param size how many bytes each takes: 1, 2 or 4
     * @param signed whether those of less than 4 bytes are
     * @return a new array
     */
    static int[] getInts(ByteBuffer in, int at, int count, int size, boolean signed) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (size) {
                case 1 -> signed ? in.get(at + i) : Byte.toUnsignedInt(in.get(at + i));
                case 2 -> signed ? in.getShort(at + 2 * i) : Short.toUnsignedInt(in.getShort(at + 2 * i));
                default -> in.getInt(at + 4 * i);
            };
        }
        return values;
    }

    /**
     * Writes integers of up to 32 bits.
     *
     * @param out where to
     * @param at the first
     * @param size how many bytes each takes: 1, 2 or 4
     * @param values all of them
     */
    static void putInts(ByteBuffer out, int at, int size, int[] values) {
        for (int i = 0; i < values.length; i++) {
            switch (size) {
                case 1 -> out.put(at + i, (byte) values[i]);
                case 2 -> out.putShort(at + 2 * i, (short) values[i]);
                default -> out.putInt(at + 4 * i, values[i]);
            }
        }
    }

    /**
     * Reads integers of 64 bits.
     *
     * @param in where from
     * @param at the first
     * @param count how many
     * @return a new array
     */
    static long[] getLongs(ByteBuffer in, int at, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.getLong(at + 8 * i);
        }
        return values;
    }

    /**
     * Writes integers of 64 bits.
     *
     * @param out where to
     * @param at the first
     * @param values all of them
     */
    static void putLongs(ByteBuffer out, int at, long[] values) {
        for (int i = 0; i < values.length; i++) {
            out.putLong(at + 8 * i, values[i]);
        }
    }

    /**
     * Reads truth values of a byte each.
     *
     * @param in where from
     * @param at the first
     * @param count how many
     * @return a new array
     */
    static boolean[] getBooleans(ByteBuffer in, int at, int count) {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.get(at + i) != 0;
        }
        return values;
    }

    /**
     * Writes truth values of a byte each.
     *
     * @param out where to
     * @param at the first
     * @param values all of them
     */
    static void putBooleans(ByteBuffer out, int at, boolean[] values) {
        for (int i = 0; i < values.length; i++) {
            out.put(at + i, (byte) (values[i] ? 1 : 0));
        }
    }

    /**
     * Reads floating-point numbers of 32 bits.
     *
     * @param in where from
     * @param at the first
     * @param count how many
     * @return a new array
     */
    static float[] getFloats(ByteBuffer in, int at, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.getFloat(at + 4 * i);
        }
        return values;
    }

    /**
     * Writes floating-point numbers of 32 bits.
     *
     * @param out where to
     * @param at the first
     * @param values all of them
     */
    static void putFloats(ByteBuffer out, int at, float[] values) {
        for (int i = 0; i < values.length; i++) {
            out.putFloat(at + 4 * i, values[i]);
        }
    }

    /**
     * Reads floating-point numbers of 64 bits.
     *
     * @param in where from
     * @param at the first
     * @param count how many
     * @return a new array
     */
    static double[] getDoubles(ByteBuffer in, int at, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.getDouble(at + 8 * i);
        }
        return values;
    }

    /**
     * Writes floating-point numbers of 64 bits.
     *
     * @param out where to
     * @param at the first
     * @param values all of them
     */
    static void putDoubles(ByteBuffer out, int at, double[] values) {
        for (int i = 0; i < values.length; i++) {
            out.putDouble(at + 8 * i, values[i]);
        }
    }

    /**
     * Reads an array.
     *
     * @param <T> the type of its elements
     * @param at the first
     * @param count how many
     * @param size how many bytes each takes
     * @param reader reads one at an offset
     * @return a list that can't be changed
     */
    static <T> java.util.List<T> getList(int at, int count, int size, java.util.function.IntFunction<T> reader) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> reader.apply(at + i * size))
                .toList();
    }

    /**
     * Reads an array of arrays.
     *
     * @param <T> the type of the inner arrays
     * @param at the first
     * @param size how many bytes each inner array takes
     * @param rows where to put them
     * @param reader reads one at an offset
     * @return the rows
     */
    static <T> T[] getRows(int at, int size, T[] rows, java.util.function.IntFunction<T> reader) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = reader.apply(at + i * size);
        }
        return rows;
    }

    /**
     * Writes an array.
     *
     * @param <T> the type of its elements
     * @param at the first
     * @param size how many bytes each takes
     * @param values all of them
     * @param writer writes one at an offset
     */
    static <T> void putEach(int at, int size, java.util.List<T> values, java.util.function.ObjIntConsumer<T> writer) {
        for (int i = 0; i < values.size(); i++) {
            writer.accept(values.get(i), at + i * size);
        }
    }

    /**
     * Copies an array.
     *
     * @param values the array
     * @param length that of the C array
     * @param name of the member
     * @return the copy
     */
    static byte[] copy(byte[] values, int length, String name) {
        checkLength(values.length, length, name);
        return values.clone();
    }

    /**
     * Copies an array.
     *
     * @param values the array
     * @param length that of the C array
     * @param name of the member
     * @return the copy
     */
    static int[] copy(int[] values, int length, String name) {
        checkLength(values.length, length, name);
        return values.clone();
    }

    /**
     * Copies an array of integers that have less than 32 bits in C.
     *
     * @param values the array
     * @param length that of the C array
     * @param least the smallest number that an element may be
     * @param most the largest
     * @param name of the member
     * @return the copy
     */
    static int[] copy(int[] values, int length, int least, int most, String name) {
        checkLength(values.length, length, name);
        for (int value : values) {
            check(value, least, most, name);
        }
        return values.clone();
    }

    /**
     * Copies an array.
     *
     * @param values the array
     * @param length that of the C array
     * @param name of the member
     * @return the copy
     */
    static long[] copy(long[] values, int length, String name) {
        checkLength(values.length, length, name);
        return values.clone();
    }

    /**
     * Copies an array.
     *
     * @param values the array
     * @param length that of the C array
     * @param name of the member
     * @return the copy
     */
    static boolean[] copy(boolean[] values, int length, String name) {
        checkLength(values.length, length, name);
        return values.clone();
    }

    /**
     * Copies an array.
     *
     * @param values the array
     * @param length that of the C array
     * @param name of the member
     * @return the copy
     */
    static float[] copy(float[] values, int length, String name) {
        checkLength(values.length, length, name);
        return values.clone();
    }

    /**
     * Copies an array.
     *
     * @param values the array
     * @param length that of the C array
     * @param name of the member
     * @return the copy
     */
    static double[] copy(double[] values, int length, String name) {
        checkLength(values.length, length, name);
        return values.clone();
    }

    /**
     * Copies an array of arrays.
     *
     * @param <T> the type of the inner arrays
     * @param rows the array
     * @param length that of the C array
     * @param name of the member
     * @param copier copies an inner array
     * @return the copy
     */
    static <T> T[] copyRows(T[] rows, int length, String name, java.util.function.UnaryOperator<T> copier) {
        checkLength(rows.length, length, name);
        T[] copies = rows.clone();
        for (int i = 0; i < length; i++) {
            copies[i] = copier.apply(rows[i]);
        }
        return copies;
    }

    /**
     * Copies a list.
     *
     * @param <T> the type of its elements
     * @param values the list
     * @param length that of the C array
     * @param name of the member
     * @param copier copies an element, or checks it
     * @return a list that can't be changed
     */
    static <T> java.util.List<T> copyList(
            java.util.List<T> values, int length, String name, java.util.function.UnaryOperator<T> copier) {
        checkLength(values.size(), length, name);
        return java.util.List.copyOf(values.stream().map(copier).toList());
    }

    /**
     * Reads text up to the first NUL, or all of it.
     *
     * @param bytes an array of {@code char}, in UTF-8
     * @return the text
     */
    static String getText(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, java.nio.charset.StandardCharsets.UTF_8);
    }

    /**
     * Makes an array of {@code char} from a text.
     *
     * @param text the text, to be written in UTF-8
     * @param length that of the array; what the text leaves is 0
     * @param name of the member
     * @return a new array
     */
    static byte[] ofText(String text, int length, String name) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (bytes.length > length) {
            throw new IllegalArgumentException(
                    name + " has " + length + " bytes, the text takes " + bytes.length + ": \"" + text + "\"");
        }
        return java.util.Arrays.copyOf(bytes, length);
    }

    /**
     * Writes bytes as hexadecimal digits.
     *
     * @param bytes the bytes
     * @return two digits a byte
     */
    static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
