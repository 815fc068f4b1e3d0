package io.github.bpfmaven.plugin.incremental;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes what {@link StateReader} reads: numbers, and texts, each of which stands there once. */
public final class StateWriter {
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
    private final DataOutputStream out = new DataOutputStream(bytes);

    public StateWriter text(String text) {
        var index = texts.computeIfAbsent(text, added -> texts.size());
        return number(index);
    }

    public StateWriter number(int number) {
        try {
            out.writeInt(number);
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public StateWriter number(long number) {
        try {
            out.writeLong(number);
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public StateWriter flag(boolean flag) {
        return number(flag ? 1 : 0);
    }

    public StateWriter texts(Collection<String> all) {
        return list(all, StateWriter::text);
    }

    public <T> StateWriter list(Collection<T> all, BiConsumer<StateWriter, T> element) {
        number(all.size());
        all.forEach(one -> element.accept(this, one));
        return this;
    }

    public <T> StateWriter optional(Optional<T> value, BiConsumer<StateWriter, T> element) {
        flag(value.isPresent());
        value.ifPresent(some -> element.accept(this, some));
        return this;
    }

    public StateWriter bytes(byte[] content) {
        number(content.length);
        bytes.writeBytes(content);
        return this;
    }

    /** The texts, then the rest. */
    public byte[] toBytes() {
        var all = new ByteArrayOutputStream(bytes.size() + (1 << 12));
        try {
            writeTo(all);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return all.toByteArray();
    }

    /** As {@link #toBytes}: those of a thousand programs are better not in memory once more. */
    void writeTo(OutputStream to) throws IOException {
        var head = new DataOutputStream(to);
        head.writeInt(texts.size());
        for (var text : texts.keySet()) {
            var utf8 = text.getBytes(StandardCharsets.UTF_8);
            head.writeInt(utf8.length);
            head.write(utf8);
        }
        bytes.writeTo(to);
    }
}
