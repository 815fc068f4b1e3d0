package io.github.bpfmaven.loader.map;

import java.io.IOException;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.object.MapType;

/**
 * A map in a kernel whose keys and values are Java objects. All else is as {@link LoadedMap} says, which is behind it and is
 * what is closed.
 *
 * <p>For use by several threads, if its codec is.
 *
 * @param <K> the keys
 * @param <V> the values; a list with one for each possible CPU where each CPU has its own
 */
public final class TypedMap<K, V> {
    private final LoadedMap map;
    private final MapCodec<K, V> codec;

    private TypedMap(LoadedMap map, MapCodec<K, V> codec) {
        this.map = map;
        this.codec = codec;
        SizeCheck.keys(map, codec.keySize());
        SizeCheck.values(map, codec.valueSize());
    }

    /**
     * A map with one value for a key.
     *
     * @throws IllegalArgumentException if its keys or values have another size, or it has a value for each CPU
     */
    public static <K, V> TypedMap<K, V> of(LoadedMap map, MapCodec<K, V> codec) {
        if (isPerCpu(map)) {
            throw new IllegalArgumentException(map + " has a value for each CPU: read it as perCpu");
        }
        return new TypedMap<>(map, codec);
    }

    /**
     * A map with a value for each CPU.
     *
     * @param codec of the value of one CPU
     * @throws IllegalArgumentException if its keys or values have another size, or all CPUs have one value
     */
    public static <K, V> TypedMap<K, List<V>> perCpu(LoadedMap map, MapCodec<K, V> codec) {
        if (!isPerCpu(map)) {
            throw new IllegalArgumentException(map + " has one value for all CPUs");
        }
        int stride = PerCpuValues.aligned(map.info().valueSize());
        return new TypedMap<>(map, new PerCpuValues<>(codec, map.valueBytes() / stride));
    }

    private static boolean isPerCpu(LoadedMap map) {
        return MapType.of(map.info().type()).filter(MapType::isPerCpu).isPresent();
    }

    /** The map of bytes that is behind it. */
    public LoadedMap bytes() {
        return map;
    }

    /** The value of a key; nothing if there is none. */
    public Optional<V> get(K key) throws IOException {
        return map.get(codec.encodeKey(key)).map(codec::decodeValue);
    }

    /** Puts an element, whether or not there is one of that key. */
    public void put(K key, V value) throws IOException {
        put(key, value, LoadedMap.ANY);
    }

    /** Puts an element; the flags are {@link LoadedMap#ANY}, {@link LoadedMap#IF_ABSENT}, {@link LoadedMap#IF_PRESENT}. */
    public void put(K key, V value, long flags) throws IOException {
        map.put(codec.encodeKey(key), codec.encodeValue(value), flags);
    }

    /** Removes an element; whether there was one. */
    public boolean delete(K key) throws IOException {
        return map.delete(codec.encodeKey(key));
    }

    /** Removes an element; what it was. Nothing if there was none. */
    public Optional<V> take(K key) throws IOException {
        return map.take(codec.encodeKey(key)).map(codec::decodeValue);
    }

    /** All elements one by one, as {@link LoadedMap#entries} has them. */
    public Iterable<Map.Entry<K, V>> entries() {
        return () -> {
            Iterator<MapEntry> entries = map.entries().iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public Map.Entry<K, V> next() {
                    return decoded(entries.next());
                }
            };
        };
    }

    /**
     * All elements at once, in the kernel's order: by few calls where the kernel has batches of such maps, else one by one. Keys
     * that are {@code byte[]} are found by going through the result only.
     */
    public Map<K, V> getAll() throws IOException {
        try {
            return decoded(map.batches().getAll());
        } catch (SystemCallException refused) {
            // Linux before 5.6 does not know the command, others not for such a map.
            if (!refused.is(Errno.EINVAL) && !refused.is(Errno.ENOTSUPP)) {
                throw refused;
            }
        }
        Map<K, V> all = new LinkedHashMap<>();
        entries().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    /** All elements, which are removed, by few calls: Linux 5.6, hash tables. */
    public Map<K, V> takeAll() throws IOException {
        return decoded(map.batches().takeAll());
    }

    /** Puts elements, whether or not there are such, by few calls: Linux 5.6. Some may be there if it throws. */
    public void putAll(Map<K, V> elements) throws IOException {
        List<MapEntry> entries = new ArrayList<>(elements.size());
        elements.forEach((key, value) -> entries.add(new MapEntry(codec.encodeKey(key), codec.encodeValue(value))));
        map.batches().putAll(entries);
    }

    /** Removes elements by few calls: Linux 5.6. Throws {@code ENOENT} where there is none of a key. */
    public void deleteAll(Collection<K> keys) throws IOException {
        map.batches().deleteAll(keys.stream().map(codec::encodeKey).toList());
    }

    private Map<K, V> decoded(List<MapEntry> entries) {
        Map<K, V> all = new LinkedHashMap<>();
        for (MapEntry entry : entries) {
            all.put(codec.decodeKey(entry.key()), codec.decodeValue(entry.value()));
        }
        return all;
    }

    private Map.Entry<K, V> decoded(MapEntry entry) {
        return new SimpleImmutableEntry<>(codec.decodeKey(entry.key()), codec.decodeValue(entry.value()));
    }

    @Override
    public String toString() {
        return map.toString();
    }
}
