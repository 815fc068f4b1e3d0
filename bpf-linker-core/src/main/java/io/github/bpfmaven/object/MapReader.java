package io.github.bpfmaven.object;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/** Finds the maps of an object. */
final class MapReader {
    private static final String BTF_MAPS = ".maps";
    private static final String LEGACY_MAPS = "maps";

    private final ElfFile elf;
    private final Optional<Btf> btf;

    MapReader(ElfFile elf, Optional<Btf> btf) {
        this.elf = elf;
        this.btf = btf;
    }

    List<BpfMap> maps() {
        List<BpfMap> maps = new ArrayList<>();
        addBtfMaps(maps);
        PlacedSymbol.variables(elf, MapReader::holdsLegacyMaps).forEach(placed -> maps.add(legacy(placed)));
        return maps;
    }

    private static boolean holdsLegacyMaps(ElfSection section) {
        return section.name().equals(LEGACY_MAPS) || section.name().startsWith(LEGACY_MAPS + "/");
    }

    private void addBtfMaps(List<BpfMap> maps) {
        Map<String, BtfType.Var> variables = btfVariables();
        Set<String> defined = new HashSet<>();
        for (PlacedSymbol placed :
                PlacedSymbol.variables(elf, section -> section.name().equals(BTF_MAPS))) {
            ElfSymbol symbol = placed.symbol();
            defined.add(symbol.name());
            Optional<BtfType.Var> variable = Optional.ofNullable(variables.get(symbol.name()));
            maps.add(new BpfMap(
                    symbol.name(),
                    BpfMap.Form.BTF,
                    variable.map(this::mapType).orElse(OptionalInt.empty()),
                    variable.map(known -> linkage(known.linkage())).orElse(linkage(symbol))));
        }
        for (BtfType.Var variable : variables.values()) {
            if (!defined.contains(variable.name()) && variable.linkage() == BtfLinkage.EXTERN) {
                maps.add(new BpfMap(variable.name(), BpfMap.Form.BTF, mapType(variable), BpfMap.Linkage.EXTERN));
            }
        }
    }

    /** The variables in {@code .maps} by name, in the order of BTF; none without BTF. */
    private Map<String, BtfType.Var> btfVariables() {
        Map<String, BtfType.Var> variables = new LinkedHashMap<>();
        for (BtfType type : btf.map(Btf::types).orElse(List.of())) {
            if (type instanceof BtfType.DataSec section && section.name().equals(BTF_MAPS)) {
                for (BtfVarSecInfo info : section.variables()) {
                    if (btf.orElseThrow().type(info.type()) instanceof BtfType.Var variable) {
                        variables.putIfAbsent(variable.name(), variable);
                    }
                }
            }
        }
        return variables;
    }

    /** {@code __uint(type, N)} is a member {@code int (*type)[N]} (libbpf's {@code get_map_field_int}). */
    private OptionalInt mapType(BtfType.Var variable) {
        if (resolved(variable.type()) instanceof BtfType.Struct struct) {
            for (BtfMember member : struct.members()) {
                if (member.name().equals("type")
                        && resolved(member.type()) instanceof BtfType.Ptr pointer
                        && resolved(pointer.type()) instanceof BtfType.Array array) {
                    return OptionalInt.of((int) array.count());
                }
            }
        }
        return OptionalInt.empty();
    }

    private BtfType resolved(int id) {
        Btf types = btf.orElseThrow();
        return types.type(types.resolve(id));
    }

    private BpfMap legacy(PlacedSymbol placed) {
        // struct bpf_map_def starts with the type, a __u32 in the byte order of the target.
        byte[] data = placed.section().data();
        long offset = placed.symbol().value();
        boolean hasType = offset >= 0 && offset <= data.length - Integer.BYTES;
        return new BpfMap(
                placed.symbol().name(),
                BpfMap.Form.LEGACY,
                hasType
                        ? OptionalInt.of(
                                ByteBuffer.wrap(data).order(elf.byteOrder()).getInt((int) offset))
                        : OptionalInt.empty(),
                linkage(placed.symbol()));
    }

    private static BpfMap.Linkage linkage(ElfSymbol symbol) {
        return symbol.binding() == ElfSymbol.STB_LOCAL ? BpfMap.Linkage.STATIC : BpfMap.Linkage.GLOBAL;
    }

    private static BpfMap.Linkage linkage(BtfLinkage linkage) {
        return switch (linkage) {
            case STATIC -> BpfMap.Linkage.STATIC;
            case GLOBAL -> BpfMap.Linkage.GLOBAL;
            case EXTERN -> BpfMap.Linkage.EXTERN;
        };
    }
}
