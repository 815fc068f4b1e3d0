package io.github.bpfmaven.loader;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.loader.code.DataMaps;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.object.MapType;

/**
 * The variables that are in an object's arena: in its last pages.
 *
 * <p>Source: {@code init_arena_map_data} and {@code bpf_object__create_maps} of libbpf 1.8; before 1.7 they were in the first ones.
 *
 * @param map the arena's name
 * @param content what they start as; not copied
 * @param start where they are in the arena, in bytes
 */
record ArenaVariables(String map, byte[] content, long start) {
    /** @return nothing if the object has none */
    static Optional<ArenaVariables> of(ElfFile elf, List<MapPlan> plans, int page) throws BpfLoadException {
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
        long size = Integer.toUnsignedLong(arenas.get(0).shape().maxEntries()) * page;
        long start = size - (section.get().size() + page - 1) / page * page;
        if (start < 0) {
            throw new BpfLoadException(
                    part,
                    "has " + section.get().size() + " bytes, for which the arena '"
                            + arenas.get(0).name() + "' of " + size + " has no room; give it more max_entries");
        }
        return Optional.of(
                new ArenaVariables(arenas.get(0).name(), section.get().data(), start));
    }

    /** Puts them there. */
    void write(Map<String, LoadedMap> maps) throws IOException {
        arena(maps).memory().put(Math.toIntExact(start), content);
    }

    LoadedMap arena(Map<String, LoadedMap> maps) {
        return Optional.ofNullable(maps.get(map)).orElseThrow();
    }
}
