package io.github.bpfmaven.object;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an object says of a map. A loader may change it before it makes the map; libbpf rounds the size of a ring buffer up
 * to pages, for example, and makes an event array as large as there are CPUs if {@code maxEntries} is 0.
 *
 * <p>Numbers are unsigned, 32 bits where nothing else is said, and 0 if they are not given.
 *
 * <p>Source: {@code parse_btf_map_def} of libbpf ({@code src/libbpf.c}) and {@code bpf/bpf_helpers.h}; for legacy maps
 * {@code struct bpf_map_def} of libbpf before 1.0: five {@code __u32}, {@code type}, {@code key_size},
 * {@code value_size}, {@code max_entries} and {@code map_flags}, in the byte order of the object.
 *
 * @param type the number in {@code enum bpf_map_type}, raw 32 bits; nothing if it is not given
 * @param keySize in bytes, as given by {@code key_size} or by the type of the key
 * @param valueSize in bytes, as given by {@code value_size} or by the type of the value; 4 for maps of maps and of programs
 *     that have {@code values}. For types with a value for each CPU this is the size of one
 * @param keyType the BTF type id of the key, as given by {@code __type(key, …)}; nothing if only its size is given
 * @param valueType the BTF type id of the value, as given by {@code __type(value, …)}; nothing if only its size is given
 * @param maxEntries {@code max_entries}: elements, or bytes for ring buffers, or pages for arenas
 * @param flags {@code map_flags}: {@code BPF_F_*} of {@code linux/bpf.h}
 * @param mapExtra {@code map_extra}: raw 64 bits whose meaning depends on the type: the hash functions of a Bloom filter, the
 *     address of an arena
 * @param numaNode {@code numa_node}: where its memory is, if the flags have {@code BPF_F_NUMA_NODE}
 * @param pinning {@code pinning}
 * @param inner what each of the maps in a map of maps is like, as given by {@code __array(values, struct …)}; such a one has
 *     neither {@code pinning} nor {@code inner}. Nothing if it is not given: then the loader must be told
 * @param programType the BTF type id of the {@code FUNC_PROTO} of the programs in a program array, as given by
 *     {@code __array(values, int (void *))}; nothing if it is not given
 */
public record MapDefinition(
        OptionalInt type,
        long keySize,
        long valueSize,
        OptionalInt keyType,
        OptionalInt valueType,
        long maxEntries,
        long flags,
        long mapExtra,
        long numaNode,
        Pinning pinning,
        Optional<MapDefinition> inner,
        OptionalInt programType) {
    /** A definition that says nothing, as of a map in an object without BTF. */
    public static final MapDefinition EMPTY = of(OptionalInt.empty(), 0, 0, 0, 0);

    /** Whether the loader pins a map ({@code enum libbpf_pin_type}). The ordinal is the number. */
    public enum Pinning {
        /** It does not. */
        NONE,
        /** By the map's name, below {@code /sys/fs/bpf} unless told otherwise; a map that is pinned there is used. */
        BY_NAME
    }

    /** What a legacy definition can say. */
    static MapDefinition of(OptionalInt type, long keySize, long valueSize, long maxEntries, long flags) {
        return new MapDefinition(
                type,
                keySize,
                valueSize,
                OptionalInt.empty(),
                OptionalInt.empty(),
                maxEntries,
                flags,
                0,
                0,
                Pinning.NONE,
                Optional.empty(),
                OptionalInt.empty());
    }

    /** The type; nothing if it is not given, or not known to Linux 6.18. */
    public Optional<MapType> mapType() {
        return type.isPresent() ? MapType.of(type.getAsInt()) : Optional.empty();
    }
}
