package io.github.bpfmaven.object;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/** Finds the maps of an object. */
final class MapReader {
    private static final String BTF_MAPS = ".maps";
    private static final String LEGACY_MAPS = "maps";
    /** Size in bytes of {@code struct bpf_map_def}; loaders other than libbpf put more behind it. */
    private static final int LEGACY_SIZE = 20;

    private final ElfFile elf;
    private final Optional<Btf> btf;
    private final Map<Integer, byte[]> legacyData = new HashMap<>();

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
        Map<String, Variable> variables = btfVariables();
        Set<String> defined = new HashSet<>();
        for (PlacedSymbol placed :
                PlacedSymbol.variables(elf, section -> section.name().equals(BTF_MAPS))) {
            ElfSymbol symbol = placed.symbol();
            defined.add(symbol.name());
            Variable variable = variables.get(symbol.name());
            maps.add(
                    variable == null
                            ? new BpfMap(
                                    symbol.name(), BpfMap.Form.BTF, MapDefinition.EMPTY, linkage(symbol), List.of())
                            : described(variable));
        }
        for (Variable variable : variables.values()) {
            if (!defined.contains(variable.var.name()) && variable.var.linkage() == BtfLinkage.EXTERN) {
                maps.add(described(variable));
            }
        }
    }

    /** The variables in {@code .maps} by name, in the order of BTF; none without BTF. */
    private Map<String, Variable> btfVariables() {
        Map<String, Variable> variables = new LinkedHashMap<>();
        for (BtfType type : btf.map(Btf::types).orElse(List.of())) {
            if (type instanceof BtfType.DataSec section && section.name().equals(BTF_MAPS)) {
                for (BtfVarSecInfo info : section.variables()) {
                    if (btf.orElseThrow().type(info.type()) instanceof BtfType.Var var) {
                        variables.putIfAbsent(var.name(), new Variable(var, info.size()));
                    }
                }
            }
        }
        return variables;
    }

    private BpfMap described(Variable variable) {
        Btf types = btf.orElseThrow();
        String name = variable.var.name();
        List<String> problems = new ArrayList<>();
        MapDefinition definition = MapDefinition.EMPTY;
        if (types.type(types.resolve(variable.var.type())) instanceof BtfType.Struct struct) {
            definition = new MapDefinitionReader(types, name, problems).read(struct);
            if (variable.var.linkage() == BtfLinkage.GLOBAL && struct.size() > variable.size) {
                problems.add("the map '" + name + "' takes " + variable.size + " bytes, but its definition "
                        + struct.size() + " (\"invalid def size\"); the linker or what made the object is wrong");
            }
        } else {
            problems.add("the map '" + name + "' is no struct of attributes; define it with struct { … } " + name
                    + " SEC(\".maps\")");
        }
        return new BpfMap(name, BpfMap.Form.BTF, definition, linkage(variable.var.linkage()), problems);
    }

    private BpfMap legacy(PlacedSymbol placed) {
        String name = placed.symbol().name();
        // Every data() is a copy, and there may be as many maps as the section has bytes.
        byte[] data = legacyData.computeIfAbsent(
                placed.section().index(), index -> placed.section().data());
        long offset = placed.symbol().value();
        ByteBuffer in = offset < 0 || offset > data.length
                ? ByteBuffer.allocate(0)
                : ByteBuffer.wrap(data, (int) offset, data.length - (int) offset);
        in.order(elf.byteOrder());
        List<String> problems = in.remaining() >= LEGACY_SIZE
                ? List.of()
                : List.of("the map '" + name + "' has " + in.remaining()
                        + " bytes for its struct bpf_map_def, which takes " + LEGACY_SIZE);
        OptionalInt type = in.remaining() >= Integer.BYTES ? OptionalInt.of(in.getInt()) : OptionalInt.empty();
        return new BpfMap(
                name,
                BpfMap.Form.LEGACY,
                MapDefinition.of(type, next(in), next(in), next(in), next(in)),
                linkage(placed.symbol()),
                problems);
    }

    private static long next(ByteBuffer in) {
        return in.remaining() >= Integer.BYTES ? Integer.toUnsignedLong(in.getInt()) : 0;
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

    /** @param size that of the variable, in bytes */
    private record Variable(BtfType.Var var, long size) {}
}
