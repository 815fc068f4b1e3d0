package io.github.bpfmaven.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.bpfmaven.inspect.KernelFeature.Kind;

/**
 * The flags that a map can be made with.
 *
 * <p>Source: {@code BPF_F_*} of {@code BPF_MAP_CREATE} in {@code include/uapi/linux/bpf.h}, Linux 6.18.
 */
public final class MapFlags {
    /** By the number of the bit. */
    private static final List<String> NAMES = List.of(
            "BPF_F_NO_PREALLOC",
            "BPF_F_NO_COMMON_LRU",
            "BPF_F_NUMA_NODE",
            "BPF_F_RDONLY",
            "BPF_F_WRONLY",
            "BPF_F_STACK_BUILD_ID",
            "BPF_F_ZERO_SEED",
            "BPF_F_RDONLY_PROG",
            "BPF_F_WRONLY_PROG",
            "BPF_F_CLONE",
            "BPF_F_MMAPABLE",
            "BPF_F_PRESERVE_ELEMS",
            "BPF_F_INNER_MAP",
            "BPF_F_LINK",
            "BPF_F_PATH_FD",
            "BPF_F_VTYPE_BTF_OBJ_FD",
            "BPF_F_TOKEN_FD",
            "BPF_F_SEGV_ON_FAULT",
            "BPF_F_NO_USER_CONV");

    private MapFlags() {}

    /** The names of the bits that are set, in the order of their numbers; {@code 0x100000} for one that has none. */
    public static List<String> names(long flags) {
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((flags & 1L << bit) != 0) {
                names.add(bit < NAMES.size() ? NAMES.get(bit) : "0x" + Long.toHexString(1L << bit));
            }
        }
        return names;
    }

    static KernelNeed need(String name) {
        String key = name.replaceFirst("^BPF_F_", "").toLowerCase(Locale.ROOT);
        KernelNeed need = KernelNeed.of(Kind.FLAG, key);
        return need.since().isPresent() ? need : KernelNeed.unknown("map flag " + name);
    }
}
