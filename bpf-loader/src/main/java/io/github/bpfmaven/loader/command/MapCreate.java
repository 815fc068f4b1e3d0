package io.github.bpfmaven.loader.command;

import java.util.OptionalInt;

/**
 * What a map is to be like: the arguments of {@code BPF_MAP_CREATE}.
 *
 * @param type the number in {@code enum bpf_map_type}
 * @param keySize in bytes, unsigned 32 bits like all that follow
 * @param valueSize in bytes
 * @param maxEntries elements; bytes for ring buffers, pages for arenas
 * @param flags {@code BPF_F_*}
 * @param extra {@code map_extra}
 * @param numaNode used if the flags have {@code BPF_F_NUMA_NODE}
 * @param name at most 15 bytes; empty for kernels before 4.15
 * @param inner a descriptor of a map that those in this map of maps are like; nothing for others
 * @param types the BTF that the type ids are of; nothing if there is none
 * @param kernelValueType the type id, in the kernel's BTF, of a table of functions; 0 for others
 * @param kernelValueBtf the BTF of the module that this type is in; nothing if it is the kernel's own
 * @param device the index of the network interface that it is on; 0 for none
 */
public record MapCreate(
        int type,
        int keySize,
        int valueSize,
        int maxEntries,
        int flags,
        long extra,
        int numaNode,
        String name,
        OptionalInt inner,
        Types types,
        int kernelValueType,
        OptionalInt kernelValueBtf,
        int device) {
    /** {@code BPF_F_NO_PREALLOC}: room for elements is made when they come. */
    public static final int NO_PREALLOC = 1;
    /** {@code BPF_F_RDONLY_PROG}: programs may only read. */
    public static final int READ_ONLY_FOR_PROGRAMS = 1 << 7;
    /** {@code BPF_F_MMAPABLE}: the values can be mapped into memory. */
    public static final int MMAPABLE = 1 << 10;
    /** {@code BPF_F_INNER_MAP}: maps in a map of maps may have other sizes than this one. */
    public static final int INNER_MAP = 1 << 12;
    /** {@code BPF_F_LINK}: a table of functions that takes effect by a link. */
    public static final int LINK = 1 << 13;
    /** {@code BPF_F_VTYPE_BTF_OBJ_FD}: the type of the table is in a module's BTF. */
    public static final int VALUE_TYPE_IN_MODULE = 1 << 15;

    /**
     * The types of keys and values.
     *
     * @param btf a descriptor of BTF that was loaded; nothing for none
     * @param key a type id in it, 0 for none
     * @param value a type id in it, 0 for none
     */
    public record Types(OptionalInt btf, int key, int value) {
        /** No types. */
        public static final Types NONE = new Types(OptionalInt.empty(), 0, 0);
    }

    /** The same without types. */
    public MapCreate withoutTypes() {
        return new MapCreate(
                type,
                keySize,
                valueSize,
                maxEntries,
                flags,
                extra,
                numaNode,
                name,
                inner,
                Types.NONE,
                kernelValueType,
                kernelValueBtf,
                device);
    }

    /** A plain map without a name, as probes make them. */
    public static MapCreate plain(int type, int keySize, int valueSize, int maxEntries, int flags) {
        return new MapCreate(
                type,
                keySize,
                valueSize,
                maxEntries,
                flags,
                0,
                0,
                "",
                OptionalInt.empty(),
                Types.NONE,
                0,
                OptionalInt.empty(),
                0);
    }
}
