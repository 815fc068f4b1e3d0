package io.github.bpfmaven.object;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSection;
import io.github.bpfmaven.elf.ElfSymbol;

/** A symbol and the section that defines it. */
record PlacedSymbol(ElfSymbol symbol, ElfSection section) {
    private static final Comparator<PlacedSymbol> BY_PLACE = Comparator.<PlacedSymbol>comparingInt(
                    placed -> placed.section.index())
            .thenComparingLong(placed -> placed.symbol.value())
            .thenComparing(placed -> placed.symbol.name());

    /** The functions in the chosen sections, in the order of sections and of offsets. */
    static List<PlacedSymbol> functions(ElfFile elf, Predicate<ElfSection> chosen) {
        return in(elf, symbol -> symbol.type() == ElfSymbol.STT_FUNC, chosen);
    }

    /**
     * The variables in the chosen sections, in the order of sections and of offsets. Symbols without a type count, if they
     * have a name: assemblers and old compilers leave the type out.
     */
    static List<PlacedSymbol> variables(ElfFile elf, Predicate<ElfSection> chosen) {
        return in(
                elf,
                symbol -> symbol.type() == ElfSymbol.STT_OBJECT
                        || symbol.type() == ElfSymbol.STT_NOTYPE
                                && !symbol.name().isEmpty(),
                chosen);
    }

    private static List<PlacedSymbol> in(ElfFile elf, Predicate<ElfSymbol> wanted, Predicate<ElfSection> chosen) {
        return elf.symbols().stream()
                .filter(symbol -> symbol.isInSection() && wanted.test(symbol))
                .map(symbol -> new PlacedSymbol(symbol, elf.sections().get(symbol.sectionIndex())))
                .filter(placed -> chosen.test(placed.section))
                .sorted(BY_PLACE)
                .toList();
    }
}
