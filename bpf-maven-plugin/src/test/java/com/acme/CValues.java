package com.acme;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Compiled beside a generated class: what clang has given the variables of its C source, and how to compare with it. */
public final class CValues {
    private static final int BEFORE = 3;

    private final ByteOrder order;
    private final Map<String, byte[]> variables;
    private final byte[] object;
    private final BiFunction<String, byte[][], byte[]> test;

    public CValues(
            ByteOrder order, Map<String, byte[]> variables, byte[] object, BiFunction<String, byte[][], byte[]> test) {
        this.test = test;
        this.order = order;
        this.variables = variables;
        this.object = object;
    }

    /** Of the object. */
    ByteOrder order() {
        return order;
    }

    boolean isOfThisMachine() {
        return order == ByteOrder.nativeOrder();
    }

    byte[] object() {
        return object.clone();
    }

    byte[] bytes(String variable) {
        return Objects.requireNonNull(variables.get(variable), variable).clone();
    }

    /** What the test answers: of maps in the kernel, what is there for a key, after the value has been put there, if one is given. */
    byte[] ask(String what, byte[]... bytes) {
        return test.apply(what, bytes);
    }

    /** A buffer in which the variable is what is left, though not at its beginning. */
    ByteBuffer buffer(String variable) {
        byte[] bytes = bytes(variable);
        return ByteBuffer.allocate(BEFORE + bytes.length)
                .order(order)
                .put(BEFORE, bytes)
                .position(BEFORE);
    }

    /** Reads the variable, which must give the value, and writes the value, which must give all bytes of the variable. */
    <T> void has(String variable, T value, Function<ByteBuffer, T> reader, BiConsumer<T, ByteBuffer> writer) {
        ByteBuffer in = buffer(variable);
        T read = reader.apply(in);
        same(value, read);
        same(value.hashCode(), read.hashCode());
        same(value.toString(), read.toString());
        same(0, in.remaining());
        byte[] expected = bytes(variable);
        byte[] out = new byte[BEFORE + expected.length];
        Arrays.fill(out, (byte) 0xff);
        ByteBuffer buffer = ByteBuffer.wrap(out).order(order).position(BEFORE);
        writer.accept(value, buffer);
        same(0, buffer.remaining());
        same("ffffff " + hex(expected), "ffffff " + hex(Arrays.copyOfRange(out, BEFORE, out.length)));
        same("ffffff", hex(Arrays.copyOf(out, BEFORE)));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static void same(Object expected, Object actual) {
        if (!Objects.deepEquals(expected, actual)) {
            throw new AssertionError("expected " + text(expected) + "\n but was " + text(actual));
        }
    }

    private static String text(Object value) {
        String deep = Arrays.deepToString(new Object[] {value});
        return deep.substring(1, deep.length() - 1);
    }

    /** The code must throw, and say these words. */
    static void refused(String words, Runnable code) {
        try {
            code.run();
        } catch (IllegalArgumentException expected) {
            if (!expected.getMessage().contains(words)) {
                throw new AssertionError("expected \"" + words + "\", was \"" + expected.getMessage() + "\"", expected);
            }
            return;
        }
        throw new AssertionError("expected to be refused: " + words);
    }
}
