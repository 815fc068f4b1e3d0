package io.github.bpfmaven.loader.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values of all CPUs, one behind the other, each padded to 8 bytes.
 *
 * @param one what a CPU's value is
 * @param cpus how many there may be, those that are off among them
 */
record PerCpuValues<K, V>(MapCodec<K, V> one, int cpus) implements MapCodec<K, List<V>> {
    private static final int ALIGNMENT = 8;

    @Override
    public int keySize() {
        return one.keySize();
    }

    @Override
    public int valueSize() {
        return stride() * cpus;
    }

    private int stride() {
        return aligned(one.valueSize());
    }

    static int aligned(int size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    @Override
    public byte[] encodeKey(K key) {
        return one.encodeKey(key);
    }

    @Override
    public K decodeKey(byte[] bytes) {
        return one.decodeKey(bytes);
    }

    @Override
    public byte[] encodeValue(List<V> values) {
        if (values.size() != cpus) {
            throw new IllegalArgumentException(
                    "there is a value for each of " + cpus + " possible CPUs, not " + values.size());
        }
        byte[] bytes = new byte[valueSize()];
        for (int cpu = 0; cpu < cpus; cpu++) {
            System.arraycopy(one.encodeValue(values.get(cpu)), 0, bytes, cpu * stride(), one.valueSize());
        }
        return bytes;
    }

    @Override
    public List<V> decodeValue(byte[] bytes) {
        List<V> values = new ArrayList<>(cpus);
        for (int cpu = 0; cpu < cpus; cpu++) {
            values.add(one.decodeValue(Arrays.copyOfRange(bytes, cpu * stride(), cpu * stride() + one.valueSize())));
        }
        return values;
    }
}
