package io.github.bpfmaven.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.object.BpfExtern.Kind;

/** Finds what an object wants from the kernel. */
final class ExternReader {
    private static final String SETTINGS = ".kconfig";
    private static final String SYMBOLS = ".ksyms";

    private final Optional<Btf> btf;
    private final Map<String, ElfSymbol> undefined = new LinkedHashMap<>();

    ExternReader(ElfFile elf, Optional<Btf> btf) {
        this.btf = btf;
        elf.symbols().stream()
                .filter(ExternReader::isExtern)
                .forEach(symbol -> undefined.putIfAbsent(symbol.name(), symbol));
    }

    /** libbpf's {@code sym_is_extern}. */
    private static boolean isExtern(ElfSymbol symbol) {
        return symbol.sectionIndex() == ElfSymbol.SHN_UNDEF
                && (symbol.binding() == ElfSymbol.STB_GLOBAL || symbol.binding() == ElfSymbol.STB_WEAK)
                && symbol.type() == ElfSymbol.STT_NOTYPE
                && !symbol.name().isEmpty();
    }

    /** @param maps what is among the maps, by name */
    List<BpfExtern> externs(List<BpfMap> maps) {
        Map<String, BpfExtern> found = new LinkedHashMap<>();
        for (BtfType type : btf.map(Btf::types).orElse(List.of())) {
            if (type instanceof BtfType.DataSec section
                    && (section.name().equals(SETTINGS) || section.name().equals(SYMBOLS))) {
                for (BtfVarSecInfo info : section.variables()) {
                    described(btf.orElseThrow().type(info.type()), section.name())
                            .ifPresent(extern -> found.putIfAbsent(extern.name(), extern));
                }
            }
        }
        Set<String> mapNames = maps.stream().map(BpfMap::name).collect(Collectors.toSet());
        for (ElfSymbol symbol : undefined.values()) {
            if (!mapNames.contains(symbol.name())) {
                found.putIfAbsent(
                        symbol.name(), new BpfExtern(symbol.name(), Kind.UNRESOLVED, 0, isWeak(symbol.name())));
            }
        }
        List<BpfExtern> externs = new ArrayList<>(found.values());
        // As libbpf sorts them, by kind; the order in a DATASEC is the compiler's whim.
        externs.sort(Comparator.comparing(BpfExtern::kind).thenComparing(BpfExtern::name));
        return externs;
    }

    private Optional<BpfExtern> described(BtfType declared, String section) {
        boolean isSymbol = section.equals(SYMBOLS);
        if (isSymbol && declared instanceof BtfType.Func function && function.linkage() == BtfLinkage.EXTERN) {
            return Optional.of(
                    new BpfExtern(function.name(), Kind.KSYM_FUNCTION, function.type(), isWeak(function.name())));
        }
        if (declared instanceof BtfType.Var variable && variable.linkage() == BtfLinkage.EXTERN) {
            Btf types = btf.orElseThrow();
            Kind kind = !isSymbol
                    ? Kind.KCONFIG
                    : types.resolve(variable.type()) == 0 ? Kind.KSYM_UNTYPED : Kind.KSYM_TYPED_VARIABLE;
            return Optional.of(new BpfExtern(variable.name(), kind, variable.type(), isWeak(variable.name())));
        }
        return Optional.empty();
    }

    private boolean isWeak(String name) {
        ElfSymbol symbol = undefined.get(name);
        return symbol != null && symbol.binding() == ElfSymbol.STB_WEAK;
    }
}
