package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.util.Optional;

/**
 * A queue or a stack in a kernel ({@code BPF_MAP_TYPE_QUEUE}, {@code BPF_MAP_TYPE_STACK}) whose values are Java objects.
 *
 * @param <V> the values
 */
public final class TypedQueue<V> {
    private static final byte[] NO_KEY = {};

    private final LoadedMap map;
    private final MapCodec<Void, V> codec;

    private TypedQueue(LoadedMap map, MapCodec<Void, V> codec) {
        this.map = map;
        this.codec = codec;
        SizeCheck.keys(map, 0);
        SizeCheck.values(map, codec.valueSize());
    }

    /**
     * A queue or a stack.
     *
     * @throws IllegalArgumentException if it has keys, or values of another size
     */
    public static <V> TypedQueue<V> of(LoadedMap map, MapCodec<Void, V> codec) {
        return new TypedQueue<>(map, codec);
    }

    /** The map of bytes that is behind it. */
    public LoadedMap bytes() {
        return map;
    }

    /** Adds a value; {@code E2BIG} if it is full. */
    public void push(V value) throws IOException {
        map.put(NO_KEY, codec.encodeValue(value));
    }

    /** The next value, which is removed; nothing if there is none. */
    public Optional<V> pop() throws IOException {
        return map.take(NO_KEY).map(codec::decodeValue);
    }

    /** The next value, which stays; nothing if there is none. */
    public Optional<V> peek() throws IOException {
        return map.get(NO_KEY).map(codec::decodeValue);
    }
}
