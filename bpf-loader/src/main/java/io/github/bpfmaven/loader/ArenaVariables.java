package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.loader.code.DataMaps;
import io.github.bpfmaven.loader.kernel.Mapping;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.MapType;

/**
 * The variables that are in an object's arena: in its last pages, or in its first ones where the kernel takes no offset as
 * large as those of the last may be.
 *
 * <p>Source: {@code bpf_object__relocate} and {@code bpf_object__create_maps} of libbpf 1.8; before 1.7 they were in the first
 * ones always.
 *
 * @param map the arena's name
 * @param content what they start as; not copied
 * @param start where they are in the arena, in bytes
 */
record ArenaVariables(String map, byte[] content, long start) {
    /** @return nothing if the object has none */
    static Optional<ArenaVariables> of(ElfFile elf, List<MapPlan> plans, TargetKernel kernel) throws IOException {
        Optional<ElfSection> section = elf.section(DataMaps.ARENA).filter(found -> found.size() > 0);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        String part = "section '" + DataMaps.ARENA + "'";
        List<MapPlan> arenas = plans.stream()
                .filter(plan -> plan.shape().is(MapType.ARENA) && plan.created())
                .toList();
        if (arenas.size() != 1) {
            throw new BpfLoadException(
                    part, "has variables of an arena, but the object makes " + arenas.size() + " arenas and not one");
        }
        int page = kernel.kernel().pageSize();
        long size = Integer.toUnsignedLong(arenas.get(0).shape().maxEntries()) * page;
        long end = size - (section.get().size() + page - 1) / page * page;
        if (end < 0) {
            throw new BpfLoadException(
                    part,
                    "has " + section.get().size() + " bytes, for which the arena '"
                            + arenas.get(0).name() + "' of " + size + " has no room; give it more max_entries");
        }
        long start = kernel.features().has(Feature.LARGE_OFFSETS) ? end : 0;
        return Optional.of(
                new ArenaVariables(arenas.get(0).name(), section.get().data(), start));
    }

    /** Puts them there. An arena may be elsewhere, and larger than a buffer; its memory starts as zeros. */
    void write(Mapping memory, ByteOrder order) throws IOException {
        ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(content, (content.length + 7) / 8 * 8))
                .order(order);
        for (int at = 0; at < words.capacity(); at += Long.BYTES) {
            if (words.getLong(at) != 0) {
                memory.putLongRelease(start + at, words.getLong(at));
            }
        }
    }

    LoadedMap arena(Map<String, LoadedMap> maps) {
        return Optional.ofNullable(maps.get(map)).orElseThrow();
    }
}
