package io.github.bpfmaven.plugin.template;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A map of the object: what it is, and its keys and values from and to bytes.
 *
 * <p>Arrays of bytes are in this machine's byte order, as {@code bpf(2)} gives and takes them; buffers in their own.
 *
 * @param <K> the keys; {@link Void} if there are none
 * @param <V> the values; {@link Void} if there are none
 */
final class BpfMap<K, V> {
    /**
     * As {@link #mapName()} says.
     */
    private final String mapName;

    /**
     * As {@link #kind()} says.
     */
    private final String kind;

    /**
     * As {@link #type()} says.
     */
    private final int type;

    /**
     * As {@link #maxEntries()} says.
     */
    private final long maxEntries;

    /**
     * As {@link #flags()} says.
     */
    private final long flags;

    /**
     * Reads and writes keys.
     */
    private final Codec<K> key;

    /**
     * Reads and writes values.
     */
    private final Codec<V> value;

    /**
     * Describes a map.
     *
     * @param mapName the name of the C variable
     * @param kind what bpftool calls the type
     * @param type the kernel's number of it
     * @param maxEntries how many entries it has at most
     * @param flags for its creation
     * @param key reads and writes keys
     * @param value reads and writes values
     */
    BpfMap(String mapName, String kind, int type, long maxEntries, long flags, Codec<K> key, Codec<V> value) {
        this.mapName = mapName;
        this.kind = kind;
        this.type = type;
        this.maxEntries = maxEntries;
        this.flags = flags;
        this.key = key;
        this.value = value;
    }

    /**
     * {@return the name of the C variable, by which loaders find the map}
     */
    public String mapName() {
        return mapName;
    }

    /**
     * {@return what kind of map it is, as bpftool says it, such as {@code hash}}
     */
    public String kind() {
        return kind;
    }

    /**
     * {@return the number of its kind in the kernel's {@code enum bpf_map_type}}
     */
    public int type() {
        return type;
    }

    /**
     * {@return how many entries it has at most, or bytes in a ring buffer; 0 if the object leaves it open}
     */
    public long maxEntries() {
        return maxEntries;
    }

    /**
     * {@return the flags of its creation, {@code BPF_F_*}}
     */
    public long flags() {
        return flags;
    }

    /**
     * {@return the size of a key in bytes}
     */
    public int keySize() {
        return key.size();
    }

    /**
     * {@return the size of a value in bytes; of one processor's where each has its own}
     */
    public int valueSize() {
        return value.size();
    }

    /**
     * Encodes a key.
     *
     * @param key the key
     * @return its bytes, in this machine's byte order
     */
    public byte[] encodeKey(K key) {
        return this.key.encode(key);
    }

    /**
     * Decodes a key.
     *
     * @param bytes {@link #keySize()} bytes in this machine's byte order
     * @return the key
     * @throws IllegalArgumentException if there are more or less bytes
     */
    public K decodeKey(byte[] bytes) {
        return key.decode(bytes);
    }

    /**
     * Encodes a value.
     *
     * @param value the value
     * @return its bytes, in this machine's byte order
     */
    public byte[] encodeValue(V value) {
        return this.value.encode(value);
    }

    /**
     * Decodes a value.
     *
     * @param bytes {@link #valueSize()} bytes in this machine's byte order
     * @return the value
     * @throws IllegalArgumentException if there are more or less bytes
     */
    public V decodeValue(byte[] bytes) {
        return value.decode(bytes);
    }

    /**
     * Encodes the values of all processors, as a map with values per processor takes them.
     *
     * @param values one for each possible processor, in their order
     * @return their bytes; each value takes a multiple of 8
     */
    public byte[] encodeValues(java.util.List<V> values) {
        ByteBuffer out = ByteBuffer.allocate(values.size() * stride()).order(ByteOrder.nativeOrder());
        for (int i = 0; i < values.size(); i++) {
            value.writer().write(out, i * stride(), values.get(i));
        }
        return out.array();
    }

    /**
     * Decodes the values of all processors, as a map with values per processor gives them.
     *
     * @param bytes the values of all possible processors, each in a multiple of 8 bytes
     * @return one for each possible processor, in their order
     * @throws IllegalArgumentException if the bytes don't make a whole number of values
     */
    public java.util.List<V> decodeValues(byte[] bytes) {
        if (stride() == 0 || bytes.length % stride() != 0) {
            throw new IllegalArgumentException(mapName + ": each processor's value takes " + stride() + " bytes, and "
                    + bytes.length + " are no multiple of that");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return java.util.stream.IntStream.range(0, bytes.length / stride())
                .mapToObj(i -> value.reader().read(in, i * stride()))
                .toList();
    }

    /**
     * Reads a key in the buffer's byte order and moves the position behind it.
     *
     * @param in where from; mind that new buffers are big-endian
     * @return the key
     * @throws IllegalArgumentException if there are too few bytes
     */
    public K readKey(ByteBuffer in) {
        return key.read(in);
    }

    /**
     * Writes a key in the buffer's byte order and moves the position behind it.
     *
     * @param out where to; mind that new buffers are big-endian
     * @param key the key
     * @throws IllegalArgumentException if there is too little room
     */
    public void writeKey(ByteBuffer out, K key) {
        this.key.write(out, key);
    }

    /**
     * Reads a value in the buffer's byte order and moves the position behind it.
     *
     * @param in where from; mind that new buffers are big-endian
     * @return the value
     * @throws IllegalArgumentException if there are too few bytes
     */
    public V readValue(ByteBuffer in) {
        return value.read(in);
    }

    /**
     * Writes a value in the buffer's byte order and moves the position behind it.
     *
     * @param out where to; mind that new buffers are big-endian
     * @param value the value
     * @throws IllegalArgumentException if there is too little room
     */
    public void writeValue(ByteBuffer out, V value) {
        this.value.write(out, value);
    }

    /**
     * {@return the map's name and kind}
     */
    @Override
    public String toString() {
        return mapName + " (" + kind + ")";
    }

    /**
     * {@return how many bytes each processor's value takes}
     */
    private int stride() {
        return value.size() + 7 & ~7;
    }

    /**
     * Reads and writes keys or values.
     *
     * @param <T> their type
     * @param size of each in bytes
     * @param what they are
     * @param reader reads one
     * @param writer writes one
     */
    record Codec<T>(int size, String what, Reader<T> reader, Writer<T> writer) {
        /**
         * What a map has that has no keys, or no values.
         *
         * @param what what it is that there is none of
         * @return a codec of no bytes that refuses everything
         */
        static Codec<Void> none(String what) {
            return new Codec<>(
                    0,
                    what,
                    (in, at) -> {
                        throw new UnsupportedOperationException("there is no " + what);
                    },
                    (out, at, value) -> {
                        throw new UnsupportedOperationException("there is no " + what);
                    });
        }

        /**
         * Keys or values of which nothing is known but their size.
         *
         * @param size in bytes
         * @param what they are
         * @return a codec that takes them as they are
         */
        static Codec<byte[]> raw(int size, String what) {
            return new Codec<>(
                    size,
                    what,
                    (in, at) -> Bytes.getBytes(in, at, size),
                    (out, at, value) -> Bytes.putBytes(out, at, Bytes.copy(value, size, what)));
        }

        /**
         * Reads one.
         *
         * @param in where from
         * @return it
         */
        T read(ByteBuffer in) {
            int at = Bytes.skip(in, size, what);
            return reader.read(in, at);
        }

        /**
         * Writes one.
         *
         * @param out where to
         * @param value what
         */
        void write(ByteBuffer out, T value) {
            writer.write(out, Bytes.skip(out, size, what), value);
        }

        /**
         * Reads one in this machine's byte order.
         *
         * @param bytes all of it
         * @return it
         */
        T decode(byte[] bytes) {
            return reader.read(Bytes.wrap(bytes, size, what), 0);
        }

        /**
         * Writes one in this machine's byte order.
         *
         * @param value what
         * @return all of it
         */
        byte[] encode(T value) {
            byte[] bytes = new byte[size];
            writer.write(Bytes.wrap(bytes, size, what), 0, value);
            return bytes;
        }
    }

    /**
     * Reads values.
     *
     * @param <T> their type
     */
    interface Reader<T> {
        /**
         * Reads one.
         *
         * @param in where from
         * @param at its first byte
         * @return it
         */
        T read(ByteBuffer in, int at);
    }

    /**
     * Writes values.
     *
     * @param <T> their type
     */
    interface Writer<T> {
        /**
         * Writes one.
         *
         * @param out where to
         * @param at its first byte
         * @param value what
         */
        void write(ByteBuffer out, int at, T value);
    }
}
