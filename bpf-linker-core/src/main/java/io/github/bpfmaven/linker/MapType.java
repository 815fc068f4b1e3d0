package io.github.bpfmaven.linker;

import java.util.List;

/** Names of map types. Source: {@code enum bpf_map_type} in {@code include/uapi/linux/bpf.h}, Linux 6.18. */
final class MapType {
    private static final String PREFIX = "BPF_MAP_TYPE_";

    /** By number. */
    private static final List<String> NAMES = List.of(
            "UNSPEC",
            "HASH",
            "ARRAY",
            "PROG_ARRAY",
            "PERF_EVENT_ARRAY",
            "PERCPU_HASH",
            "PERCPU_ARRAY",
            "STACK_TRACE",
            "CGROUP_ARRAY",
            "LRU_HASH",
            "LRU_PERCPU_HASH",
            "LPM_TRIE",
            "ARRAY_OF_MAPS",
            "HASH_OF_MAPS",
            "DEVMAP",
            "SOCKMAP",
            "CPUMAP",
            "XSKMAP",
            "SOCKHASH",
            "CGROUP_STORAGE",
            "REUSEPORT_SOCKARRAY",
            "PERCPU_CGROUP_STORAGE",
            "QUEUE",
            "STACK",
            "SK_STORAGE",
            "DEVMAP_HASH",
            "STRUCT_OPS",
            "RINGBUF",
            "INODE_STORAGE",
            "TASK_STORAGE",
            "BLOOM_FILTER",
            "USER_RINGBUF",
            "CGRP_STORAGE",
            "ARENA");

    private MapType() {}

    /** A type as messages name it: {@code BPF_MAP_TYPE_HASH}; one that is not known by its number. */
    static String name(long number) {
        return number >= 0 && number < NAMES.size() ? PREFIX + NAMES.get((int) number) : Long.toString(number);
    }
}
