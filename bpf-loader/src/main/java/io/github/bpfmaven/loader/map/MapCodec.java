package io.github.bpfmaven.loader.map;

import java.util.function.Function;

/**
 * The keys and values of a map from and to bytes, in the kernel's byte order. Generated classes have one for each map if
 * {@code <generateLoader>} says so; otherwise {@link #of} makes one of a descriptor's methods.
 *
 * @param <K> the keys; {@link Void} if there are none
 * @param <V> the values; of one CPU where each has its own
 */
public interface MapCodec<K, V> {
    /** The bytes of a key. */
    int keySize();

    /** The bytes of a value; of one CPU's where each has its own. */
    int valueSize();

    /** A key's bytes, {@link #keySize} of them. */
    byte[] encodeKey(K key);

    /** The key of {@link #keySize} bytes. */
    K decodeKey(byte[] bytes);

    /** A value's bytes, {@link #valueSize} of them. */
    byte[] encodeValue(V value);

    /** The value of {@link #valueSize} bytes. */
    V decodeValue(byte[] bytes);

    /** What reads and writes keys or values, made of two functions. */
    record Part<T>(int size, Function<T, byte[]> encode, Function<byte[], T> decode) {
        /** Bytes as they are. */
        public static Part<byte[]> bytes(int size) {
            return new Part<>(size, Function.identity(), Function.identity());
        }
    }

    /** Of functions: {@code of(new Part<>(4, PACKETS::encodeKey, PACKETS::decodeKey), new Part<>(…))}. */
    static <K, V> MapCodec<K, V> of(Part<K> keys, Part<V> values) {
        return new PartsCodec<>(keys, values);
    }
}
