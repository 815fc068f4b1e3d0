package io.github.bpfmaven.object;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of map that Linux 6.18 knows. The ordinal is the kernel's number.
 *
 * <p>Source: {@code enum bpf_map_type} in {@code include/uapi/linux/bpf.h}, Linux 6.18.
 */
public enum MapType {
    /** No type; no map has it. */
    UNSPEC,
    /** A hash table. */
    HASH,
    /** An array; keys are 4-byte indices. */
    ARRAY,
    /** Programs to call in place of the running one (tail calls). */
    PROG_ARRAY,
    /** Perf events, one for each CPU. */
    PERF_EVENT_ARRAY,
    /** A hash table with a value for each CPU. */
    PERCPU_HASH,
    /** An array with a value for each CPU. */
    PERCPU_ARRAY,
    /** Stack traces by their hash. */
    STACK_TRACE,
    /** Control groups. */
    CGROUP_ARRAY,
    /** A hash table that forgets what was not used for longest. */
    LRU_HASH,
    /** The same with a value for each CPU. */
    LRU_PERCPU_HASH,
    /** Prefixes; the longest that matches is found. */
    LPM_TRIE,
    /** An array of maps. */
    ARRAY_OF_MAPS,
    /** A hash table of maps. */
    HASH_OF_MAPS,
    /** Network devices to send packets to, an array. */
    DEVMAP,
    /** Sockets, an array. */
    SOCKMAP,
    /** CPUs to send packets to. */
    CPUMAP,
    /** AF_XDP sockets. */
    XSKMAP,
    /** Sockets, a hash table. */
    SOCKHASH,
    /** Storage of a control group; the kernel calls it deprecated, {@link #CGRP_STORAGE} follows it. */
    CGROUP_STORAGE,
    /** Sockets that share a port. */
    REUSEPORT_SOCKARRAY,
    /** Storage of a control group, a value for each CPU; deprecated as well. */
    PERCPU_CGROUP_STORAGE,
    /** A queue; there are no keys. */
    QUEUE,
    /** A stack; there are no keys. */
    STACK,
    /** Storage of a socket. */
    SK_STORAGE,
    /** Network devices to send packets to, a hash table. */
    DEVMAP_HASH,
    /** A table of functions of the kernel; loaders make these themselves. */
    STRUCT_OPS,
    /** A ring buffer from programs to user space. */
    RINGBUF,
    /** Storage of an inode. */
    INODE_STORAGE,
    /** Storage of a task. */
    TASK_STORAGE,
    /** A Bloom filter; there are no keys. */
    BLOOM_FILTER,
    /** A ring buffer from user space to programs. */
    USER_RINGBUF,
    /** Storage of a control group. */
    CGRP_STORAGE,
    /** Memory that programs and user space share. */
    ARENA;

    /**
     * The type of that number.
     *
     * @return nothing if Linux 6.18 has none
     */
    public static Optional<MapType> of(int number) {
        MapType[] all = values();
        return number >= 0 && number < all.length ? Optional.of(all[number]) : Optional.empty();
    }

    /** The kernel's number. */
    public int number() {
        return ordinal();
    }

    /** The kernel's name: {@code BPF_MAP_TYPE_HASH}. */
    public String constant() {
        return "BPF_MAP_TYPE_" + name();
    }

    /** Whether there is a value for each CPU. User space reads and writes all of them at once, each padded to 8 bytes. */
    public boolean isPerCpu() {
        return switch (this) {
            case PERCPU_HASH, PERCPU_ARRAY, LRU_PERCPU_HASH, PERCPU_CGROUP_STORAGE -> true;
            default -> false;
        };
    }

    /** Whether it holds maps. The value is the 4-byte file descriptor of one (its id when it is read). */
    public boolean isMapInMap() {
        return this == ARRAY_OF_MAPS || this == HASH_OF_MAPS;
    }

    /** The name that libbpf and bpftool print: {@code percpu_hash}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
