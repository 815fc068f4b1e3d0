package io.github.bpfmaven.loader.command;

import io.github.bpfmaven.loader.kernel.Block;

/**
 * What the kernel knows of a map ({@code struct bpf_map_info}); numbers are unsigned.
 *
 * @param type the number in {@code enum bpf_map_type}
 * @param id by which the kernel knows it until it is gone
 * @param keySize in bytes
 * @param valueSize in bytes; of one value where there is one for each CPU
 * @param maxEntries as it was made
 * @param flags {@code BPF_F_*}
 * @param name empty if it has none
 * @param btf the id of the BTF that describes it, 0 for none
 * @param keyType a type id in that BTF, 0 for none
 * @param valueType a type id in that BTF, 0 for none
 * @param extra {@code map_extra}
 */
public record MapInfo(
        int type,
        int id,
        int keySize,
        int valueSize,
        int maxEntries,
        int flags,
        String name,
        int btf,
        int keyType,
        int valueType,
        long extra) {
    static final int SIZE = 88;

    static MapInfo of(Block info) {
        return new MapInfo(
                info.getInt(0),
                info.getInt(4),
                info.getInt(8),
                info.getInt(12),
                info.getInt(16),
                info.getInt(20),
                info.getText(24, 16),
                info.getInt(64),
                info.getInt(68),
                info.getInt(72),
                info.getLong(80));
    }
}
