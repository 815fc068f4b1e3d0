package io.github.bpfmaven.loader.map;

import java.util.Arrays;

/**
 * An element of a map.
 *
 * @param key its bytes; not copied
 * @param value its bytes; not copied
 */
public record MapEntry(byte[] key, byte[] value) {
    @Override
    public boolean equals(Object other) {
        return other instanceof MapEntry that && Arrays.equals(key, that.key) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return Arrays.toString(key) + "=" + Arrays.toString(value);
    }
}
