package io.github.bpfmaven.inspect;

import java.util.Optional;

import io.github.bpfmaven.object.MapDefinition;
import io.github.bpfmaven.object.MapType;

/**
 * What a map takes of the kernel's memory, in bytes: {@code fixed + perCpu * possible CPUs}. Hash tables are reckoned full,
 * and with elements allocated up front unless the flags say otherwise.
 *
 * <p>These are the kernel's own sums ({@code map_mem_usage} in {@code kernel/bpf/*.c}, Linux 6.18, which {@code bpftool map}
 * shows as "memlock"), with the sizes that its structs have on x86-64 and pages of 4 KiB; another kernel's structs are some
 * bytes larger or smaller. Not in it are what a socket, a device or another map weighs that a map refers to, and what the
 * allocator rounds up.
 *
 * @param fixed bytes, however many CPUs there are
 * @param perCpu bytes for each possible CPU
 */
public record MapMemory(long fixed, long perCpu) {
    private static final long PAGE = 4096;
    private static final long POINTER = 8;
    /** {@code struct bpf_array}; also what a program array and the like have. */
    private static final long ARRAY = 312;
    /** {@code struct bpf_htab}. */
    private static final long HASH = 832;
    /** {@code map_locked}: {@code HASHTAB_MAP_LOCK_COUNT} times an int, for each CPU. */
    private static final long HASH_LOCKS = 32;
    /** {@code struct bucket}. */
    private static final long BUCKET = 16;
    /** {@code struct htab_elem}. */
    private static final long HASH_ELEMENT = 48;
    /** {@code struct llist_node}, in front of an element that is not allocated up front. */
    private static final long LIST_NODE = 8;
    /** {@code struct bpf_ringbuf_map}. */
    private static final long RING_BUFFER = 304;
    /** {@code struct bpf_ringbuf} and the two pages of positions. */
    private static final long RING_PAGES = 3;
    /** {@code struct bpf_queue_stack}. */
    private static final long QUEUE = 312;
    /** {@code struct bpf_stack_map}. */
    private static final long STACK_TRACES = 320;
    /** {@code struct stack_map_bucket}. */
    private static final long STACK_BUCKET = 16;

    private static final long BPF_F_NO_PREALLOC = 1;
    private static final long BPF_F_NO_COMMON_LRU = 1 << 1;
    private static final long BPF_F_MMAPABLE = 1 << 10;

    private static final long MOST = 0xffff_ffffL;

    /**
     * What a map takes that is made as its definition says.
     *
     * @return nothing if its type is not known, takes memory as it is used (storage of sockets, tries, arenas) or holds what
     *     weighs more than the map (devices, sockets), if there is no number of elements, or if that or a size is beyond
     *     what a kernel makes
     */
    public static Optional<MapMemory> of(MapDefinition map) {
        Optional<MapType> type = map.mapType();
        if (type.isPresent() && type.get() == MapType.PERF_EVENT_ARRAY && map.maxEntries() == 0) {
            // Loaders make it as large as there are CPUs.
            return Optional.of(new MapMemory(ARRAY, POINTER));
        }
        if (type.isEmpty() || map.maxEntries() == 0 || tooLarge(map)) {
            return Optional.empty();
        }
        long entries = map.maxEntries();
        long value = rounded(map.valueSize());
        return switch (type.get()) {
            case ARRAY, PROG_ARRAY, PERF_EVENT_ARRAY, CGROUP_ARRAY, ARRAY_OF_MAPS ->
                Optional.of(array(entries, value, (map.flags() & BPF_F_MMAPABLE) != 0));
            case PERCPU_ARRAY -> Optional.of(new MapMemory(ARRAY + entries * POINTER, entries * value));
            case HASH, HASH_OF_MAPS -> Optional.of(hash(map, false, false));
            case PERCPU_HASH -> Optional.of(hash(map, true, false));
            case LRU_HASH -> lru(map, false);
            case LRU_PERCPU_HASH -> lru(map, true);
            case RINGBUF, USER_RINGBUF -> Optional.of(ring(entries));
            case QUEUE, STACK -> Optional.of(new MapMemory(QUEUE + (entries + 1) * map.valueSize(), 0));
            case STACK_TRACE ->
                Optional.of(new MapMemory(
                        STACK_TRACES + powerOfTwo(entries) * POINTER + entries * (STACK_BUCKET + map.valueSize()), 0));
            default -> Optional.empty();
        };
    }

    /** For a map that a loader makes of a data section: an array of one element that can be mapped. */
    static MapMemory ofData(long size) {
        return array(1, rounded(size), true);
    }

    /** For that many possible CPUs. */
    public long forCpus(int cpus) {
        return fixed + perCpu * cpus;
    }

    private static boolean tooLarge(MapDefinition map) {
        // Sizes and numbers are 32 bits each; their product must not leave 64.
        return map.maxEntries() > MOST / 2 || map.keySize() > MOST / 4 || map.valueSize() > MOST / 4;
    }

    private static MapMemory array(long entries, long value, boolean mapped) {
        return new MapMemory(mapped ? pages(ARRAY) + pages(entries * value) : ARRAY + entries * value, 0);
    }

    private static Optional<MapMemory> lru(MapDefinition map, boolean perCpu) {
        // With this flag the number of elements is rounded up to the number of CPUs.
        return (map.flags() & BPF_F_NO_COMMON_LRU) == 0 ? Optional.of(hash(map, perCpu, true)) : Optional.empty();
    }

    private static MapMemory hash(MapDefinition map, boolean perCpu, boolean lru) {
        long value = rounded(map.valueSize());
        long element = HASH_ELEMENT + rounded(map.keySize()) + (perCpu ? POINTER : value);
        long entries = map.maxEntries();
        long table = HASH + BUCKET * powerOfTwo(entries);
        long cpu = HASH_LOCKS + (perCpu ? value * entries : 0);
        if ((map.flags() & BPF_F_NO_PREALLOC) != 0) {
            return new MapMemory(table + (element + LIST_NODE + (perCpu ? LIST_NODE + POINTER : 0)) * entries, cpu);
        }
        // One element more for each CPU, for an update while the old one is still read; a map of maps has only room for
        // where
        // it is.
        if (!perCpu && !lru) {
            boolean ofMaps = map.mapType().equals(Optional.of(MapType.HASH_OF_MAPS));
            cpu += POINTER + (ofMaps ? 0 : element);
        }
        return new MapMemory(table + element * entries, cpu);
    }

    /**
     * The data pages are mapped twice, one behind the other; they are there once. libbpf rounds up what is no power of two
     * times a page ({@code adjust_ringbuf_sz}).
     */
    private static MapMemory ring(long bytes) {
        long dataPages = powerOfTwo(pages(bytes) / PAGE);
        return new MapMemory(RING_BUFFER + (RING_PAGES + dataPages) * PAGE + (RING_PAGES + 2 * dataPages) * POINTER, 0);
    }

    private static long rounded(long size) {
        return (size + 7) / 8 * 8;
    }

    private static long pages(long size) {
        return (size + PAGE - 1) / PAGE * PAGE;
    }

    private static long powerOfTwo(long entries) {
        return entries <= 1 ? 1 : Long.highestOneBit(entries - 1) << 1;
    }
}
