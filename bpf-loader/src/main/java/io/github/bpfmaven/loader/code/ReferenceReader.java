package io.github.bpfmaven.loader.code;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRelocation;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.object.BpfExtern;
import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.BpfObject;

/** Tells from a relocation what its instruction refers to. */
final class ReferenceReader {
    private final ElfFile elf;
    private final Set<String> maps = new HashSet<>();
    private final Set<String> externs = new HashSet<>();
    private final Map<Place, String> mapPlaces = new HashMap<>();

    private record Place(int section, long offset) {}

    ReferenceReader(ElfFile elf, BpfObject object) {
        this.elf = elf;
        object.maps().stream().map(BpfMap::name).forEach(maps::add);
        object.externs().stream()
                .filter(extern -> extern.kind() != BpfExtern.Kind.UNRESOLVED)
                .map(BpfExtern::name)
                .forEach(externs::add);
        for (ElfSymbol symbol : elf.symbols()) {
            if (symbol.isInSection() && maps.contains(symbol.name())) {
                mapPlaces.putIfAbsent(new Place(symbol.sectionIndex(), symbol.value()), symbol.name());
            }
        }
    }

    Reference read(FunctionCode function, int index, ElfRelocation relocation) throws BpfLoadException {
        Code code = function.code();
        ElfSymbol symbol = elf.symbols().get(relocation.symbolIndex());
        boolean call = code.opcode(index) == Code.CALL;
        if (!call && !code.isLoad64(index)) {
            throw bad(function, index, symbol, "is neither a call nor a 64-bit load");
        }
        if (isExtern(symbol)) {
            if (!externs.contains(symbol.name())) {
                throw bad(
                        function,
                        index,
                        symbol,
                        "refers to what is not defined; link the source that defines it, or declare it __ksym or"
                                + " __kconfig and compile with -g");
            }
            return call ? new Reference.ToExternCall(symbol.name()) : new Reference.ToExtern(symbol.name());
        }
        if (!symbol.isInSection()) {
            throw bad(function, index, symbol, "refers to a symbol that is in no section");
        }
        ElfSection section = elf.sections().get(symbol.sectionIndex());
        if (call) {
            if (code.source(index) != Code.PSEUDO_CALL || !section.name().equals(ObjectCode.TEXT)) {
                throw bad(
                        function,
                        index,
                        symbol,
                        "calls what is no subprogram (section '" + section.name()
                                + "'); programs can only call functions without SEC");
            }
            return new Reference.ToCall(symbol.value());
        }
        return load(function, index, symbol, section);
    }

    private Reference load(FunctionCode function, int index, ElfSymbol symbol, ElfSection section)
            throws BpfLoadException {
        if (section.name().equals(ObjectCode.TEXT)) {
            return new Reference.ToFunction(symbol.value());
        }
        if (isMaps(section)) {
            String map = mapPlaces.get(new Place(section.index(), symbol.value()));
            if (map == null) {
                throw bad(function, index, symbol, "refers to no map of section '" + section.name() + "'");
            }
            return new Reference.ToMap(map);
        }
        if (DataMaps.isData(section) || section.name().equals(DataMaps.ARENA)) {
            return new Reference.ToData(section.name(), symbol.value());
        }
        throw bad(function, index, symbol, "refers to section '" + section.name() + "', which holds no data");
    }

    private static boolean isMaps(ElfSection section) {
        return section.name().equals(".maps")
                || section.name().equals("maps")
                || section.name().startsWith("maps/");
    }

    private static boolean isExtern(ElfSymbol symbol) {
        return symbol.sectionIndex() == ElfSymbol.SHN_UNDEF
                && (symbol.binding() == ElfSymbol.STB_GLOBAL || symbol.binding() == ElfSymbol.STB_WEAK);
    }

    private static BpfLoadException bad(FunctionCode function, int index, ElfSymbol symbol, String problem) {
        return new BpfLoadException(
                function.part(), "instruction " + index + " (symbol '" + symbol.name() + "') " + problem);
    }
}
