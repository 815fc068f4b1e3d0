package io.github.bpfmaven.plugin.inspect;

import java.util.Arrays;

/**
 * A file that should be a BPF object.
 *
 * @param name how a reader finds it: a path with {@code /}, below the directory or in the jar that was looked into
 * @param bytes the whole file; not copied
 */
public record ObjectFile(String name, byte[] bytes) {
    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectFile that && name.equals(that.name) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + bytes.length + " bytes)";
    }
}
