package io.github.bpfmaven.plugin.incremental;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what {@link StateWriter} has written. What it didn't write is met with an unchecked exception, {@link
 * BufferUnderflowException}, {@link IndexOutOfBoundsException} or {@link IllegalArgumentException}; callers take care of that,
 * beside a digest over the whole.
 */
public final class StateReader {
    private final ByteBuffer in;
    private final String[] texts;

    public StateReader(byte[] content) {
        this(content, 0, content.length);
    }

    /** Reads from within an array, which isn't copied. */
    StateReader(byte[] content, int from, int to) {
        this.in = ByteBuffer.wrap(content, from, to - from);
        this.texts = new String[count()];
        for (var index = 0; index < texts.length; index++) {
            var length = count();
            texts[index] = new String(content, in.position(), length, StandardCharsets.UTF_8);
            in.position(in.position() + length);
        }
    }

    /** @return empty if these bytes are none of such a thing */
    public static <T> Optional<T> decode(byte[] bytes, Function<StateReader, T> content) {
        try {
            return Optional.of(content.apply(new StateReader(bytes)));
        } catch (RuntimeException ofAnotherHand) {
            return Optional.empty();
        }
    }

    public String text() {
        return texts[in.getInt()];
    }

    public int number() {
        return in.getInt();
    }

    public long longNumber() {
        return in.getLong();
    }

    public boolean flag() {
        return in.getInt() != 0;
    }

    public List<String> texts() {
        return list(StateReader::text);
    }

    public <T> List<T> list(Function<StateReader, T> element) {
        var size = count();
        var all = new ArrayList<T>(size);
        for (var index = 0; index < size; index++) {
            all.add(element.apply(this));
        }
        return all;
    }

    public <T> Optional<T> optional(Function<StateReader, T> element) {
        return flag() ? Optional.of(element.apply(this)) : Optional.empty();
    }

    public byte[] bytes() {
        var content = new byte[count()];
        in.get(content);
        return content;
    }

    /** A length, of something that takes a byte an element at least. */
    private int count() {
        var count = in.getInt();
        if (count < 0 || count > in.remaining()) {
            throw new IllegalArgumentException("a length of " + count);
        }
        return count;
    }
}
