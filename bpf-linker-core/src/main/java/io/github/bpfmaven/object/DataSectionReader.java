package io.github.bpfmaven.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.BtfVarSecInfo;
import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/** Finds the sections of global variables of an object, and the variables in them. */
final class DataSectionReader {
    private static final String READ_ONLY = ".rodata";

    private final ElfFile elf;
    private final ObjectBtf types;
    private final Map<String, List<BtfType.DataSec>> described = new HashMap<>();
    private final Map<Integer, List<ElfSymbol>> symbols = new HashMap<>();

    DataSectionReader(ElfFile elf, ObjectBtf types) {
        this.elf = elf;
        this.types = types;
        for (BtfType type : types.btf().map(Btf::types).orElse(List.of())) {
            if (type instanceof BtfType.DataSec section) {
                described
                        .computeIfAbsent(section.name(), name -> new ArrayList<>())
                        .add(section);
            }
        }
        for (PlacedSymbol placed : PlacedSymbol.variables(elf, DataSectionReader::holdsData)) {
            symbols.computeIfAbsent(placed.section().index(), index -> new ArrayList<>())
                    .add(placed.symbol());
        }
    }

    List<BpfDataSection> sections() throws BpfObjectFormatException {
        List<BpfDataSection> sections = new ArrayList<>();
        for (ElfSection section : elf.sections()) {
            if (holdsData(section) && (!isLiterals(section.name()) || hasVariables(section))) {
                boolean zeroed = section.type() == ElfSection.SHT_NOBITS;
                sections.add(new BpfDataSection(
                        section.name(),
                        !isFamily(section.name(), READ_ONLY),
                        zeroed,
                        section.size(),
                        zeroed ? 0 : elf.fileOffset(section),
                        section.data(),
                        variables(section)));
            }
        }
        return sections;
    }

    private static boolean holdsData(ElfSection section) {
        if (section.size() == 0) {
            return false;
        }
        return switch (section.type()) {
            case ElfSection.SHT_PROGBITS ->
                !section.has(ElfSection.SHF_EXECINSTR)
                        && (isFamily(section.name(), ".data") || isFamily(section.name(), READ_ONLY));
            case ElfSection.SHT_NOBITS -> isFamily(section.name(), ".bss");
            default -> false;
        };
    }

    private static boolean isFamily(String name, String family) {
        return name.equals(family) || name.startsWith(family + ".");
    }

    /** LLVM's sections for string literals and other constants without a name; libbpf loads them only if code needs them. */
    private static boolean isLiterals(String name) {
        return name.startsWith(".rodata.str") || name.startsWith(".rodata.cst");
    }

    private boolean hasVariables(ElfSection section) {
        return described.containsKey(section.name()) || symbols.containsKey(section.index());
    }

    private List<BpfVariable> variables(ElfSection section) throws BpfObjectFormatException {
        List<BtfType.DataSec> datasecs = described.getOrDefault(section.name(), List.of());
        List<BpfVariable> variables = new ArrayList<>();
        // BTF knows sections by name, and means the first of that name (find_elf_sec_sz of libbpf).
        if (datasecs.isEmpty() || elf.section(section.name()).orElseThrow().index() != section.index()) {
            symbols(section).map(DataSectionReader::undescribed).forEach(variables::add);
        } else {
            for (BtfType.DataSec datasec : datasecs) {
                addDescribed(datasec, section, variables);
            }
        }
        for (BpfVariable variable : variables) {
            if (variable.offset() < 0
                    || variable.size() < 0
                    || variable.offset() > section.size()
                    || variable.size() > section.size() - variable.offset()) {
                throw new BpfObjectFormatException("variable '" + variable.name()
                        + "' reaches beyond the end of section '" + section.name() + "'");
            }
        }
        variables.sort(Comparator.comparingLong(BpfVariable::offset).thenComparing(BpfVariable::name));
        return variables;
    }

    private Stream<ElfSymbol> symbols(ElfSection section) {
        return symbols.getOrDefault(section.index(), List.of()).stream();
    }

    private static BpfVariable undescribed(ElfSymbol symbol) {
        return new BpfVariable(
                symbol.name(),
                0,
                symbol.value(),
                symbol.size(),
                symbol.binding() == ElfSymbol.STB_LOCAL ? BtfLinkage.STATIC : BtfLinkage.GLOBAL);
    }

    /**
     * libbpf's {@code btf_fixup_datasec}: where the DATASEC's size is 0, no linker has filled in the offsets of variables that
     * are not static. The relocations that libbpf leaves alone say the same, and also where symbols were renamed.
     */
    private void addDescribed(BtfType.DataSec datasec, ElfSection section, List<BpfVariable> variables)
            throws BpfObjectFormatException {
        boolean bySymbol = datasec.size() == 0 && !types.isRelocated();
        Map<String, ElfSymbol> byName = new HashMap<>();
        if (bySymbol) {
            symbols(section).forEach(symbol -> byName.putIfAbsent(symbol.name(), symbol));
        }
        for (BtfVarSecInfo info : datasec.variables()) {
            if (types.btf().orElseThrow().type(info.type()) instanceof BtfType.Var variable
                    && variable.linkage() != BtfLinkage.EXTERN) {
                long offset = info.offset();
                if (bySymbol && variable.linkage() == BtfLinkage.GLOBAL) {
                    ElfSymbol symbol = byName.get(variable.name());
                    if (symbol == null) {
                        throw new BpfObjectFormatException("variable '" + variable.name()
                                + "' has no symbol in section '" + section.name() + "', so nothing tells where it is");
                    }
                    offset = symbol.value();
                }
                variables.add(
                        new BpfVariable(variable.name(), variable.type(), offset, info.size(), variable.linkage()));
            }
        }
    }
}
