package io.github.bpfmaven.loader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.BpfObject;

/**
 * Finds what maps of maps and of programs hold from the start, as {@code .values} of their definitions says.
 *
 * <p>Source: {@code bpf_object__collect_map_relos} of libbpf 1.8.
 */
final class MapSlots {
    private static final int POINTER = 8;

    private final ElfFile elf;
    private final Optional<Btf> types;

    MapSlots(ElfFile elf, Optional<Btf> types) {
        this.elf = elf;
        this.types = types;
    }

    /** By the name of the map. */
    Map<String, List<MapPlan.Slot>> read(BpfObject object) throws BpfLoadException {
        Map<String, List<MapPlan.Slot>> slots = new HashMap<>();
        Optional<ElfSection> section = elf.section(".maps");
        if (section.isEmpty() || types.isEmpty()) {
            return slots;
        }
        NavigableMap<Long, ElfSymbol> maps = new TreeMap<>();
        for (ElfSymbol symbol : elf.symbols()) {
            if (symbol.sectionIndex() == section.get().index()
                    && object.maps().stream().map(BpfMap::name).anyMatch(symbol.name()::equals)) {
                maps.put(symbol.value(), symbol);
            }
        }
        for (ElfRelocation relocation : elf.relocations(section.get())) {
            Map.Entry<Long, ElfSymbol> owner = maps.floorEntry(relocation.offset());
            String target = elf.symbols().get(relocation.symbolIndex()).name();
            if (owner == null || target.isEmpty()) {
                throw new BpfLoadException(
                        "section '.maps'",
                        "the relocation at offset " + relocation.offset() + " belongs to no map, or names nothing");
            }
            String map = owner.getValue().name();
            long at = relocation.offset() - owner.getKey() - valuesOffset(map);
            if (at < 0 || at % POINTER != 0 || at / POINTER > Integer.MAX_VALUE) {
                throw new BpfLoadException("map '" + map + "'", "its initial values are damaged");
            }
            slots.computeIfAbsent(map, name -> new ArrayList<>()).add(new MapPlan.Slot((int) (at / POINTER), target));
        }
        return slots;
    }

    /** In bytes from the start of the definition. */
    private long valuesOffset(String map) throws BpfLoadException {
        Btf btf = types.orElseThrow();
        for (BtfType type : btf.types()) {
            if (type instanceof BtfType.Var variable
                    && variable.name().equals(map)
                    && btf.type(btf.resolve(variable.type())) instanceof BtfType.Struct definition) {
                for (BtfMember member : definition.members()) {
                    if (member.name().equals("values")) {
                        return member.bitOffset() / Byte.SIZE;
                    }
                }
            }
        }
        throw new BpfLoadException("map '" + map + "'", "has initial values, but no member 'values'");
    }
}
