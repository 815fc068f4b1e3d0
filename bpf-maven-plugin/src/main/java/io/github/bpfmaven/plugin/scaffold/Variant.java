package io.github.bpfmaven.plugin.scaffold;

import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

import static java.util.Objects.requireNonNull;

/**
 * One object of a source: for a byte order and, perhaps, for one architecture only.
 *
 * @param resourceFile the object's file name, such as {@code drop_x86_bpfel.o}, without a directory
 * @param byteOrder the object's byte order
 * @param osArchs the values of {@code os.arch} that it serves, sorted; empty: any, where no other variant of this byte
 *     order names the architecture
 */
public record Variant(String resourceFile, ByteOrder byteOrder, Set<String> osArchs) {
    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if the file name is empty or has a directory
     */
    public Variant {
        requireNonNull(byteOrder, "byteOrder");
        if (resourceFile.isEmpty() || resourceFile.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a file name: \"" + resourceFile + "\"");
        }
        osArchs = Collections.unmodifiableSet(new TreeSet<>(osArchs));
    }

    /** An object for every architecture of a byte order. */
    public static Variant forAnyArch(String resourceFile, ByteOrder byteOrder) {
        return new Variant(resourceFile, byteOrder, Set.of());
    }

    /** An object for one architecture. */
    public static Variant forArch(String resourceFile, ByteOrder byteOrder, LinuxArch arch) {
        return new Variant(resourceFile, byteOrder, arch.osArchs());
    }

    boolean servesAnyArch() {
        return osArchs.isEmpty();
    }
}
