package io.github.bpfmaven.loader.map;

/** Keys and values by functions. */
record PartsCodec<K, V>(Part<K> keys, Part<V> values) implements MapCodec<K, V> {
    @Override
    public int keySize() {
        return keys.size();
    }

    @Override
    public int valueSize() {
        return values.size();
    }

    @Override
    public byte[] encodeKey(K key) {
        return keys.encode().apply(key);
    }

    @Override
    public K decodeKey(byte[] bytes) {
        return keys.decode().apply(bytes);
    }

    @Override
    public byte[] encodeValue(V value) {
        return values.encode().apply(value);
    }

    @Override
    public V decodeValue(byte[] bytes) {
        return values.decode().apply(bytes);
    }
}
