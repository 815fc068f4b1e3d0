package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfSymbol;
import io.github.bpfmaven.linker.LinkedSymbol.Kind;
import io.github.bpfmaven.linker.LinkedSymbol.Place;
import io.github.bpfmaven.llvm.LlvmSymbol;

/** Says what became of the inputs' definitions. */
final class SymbolReport {
    private final ElfFile object;
    private final LocalNames names;
    private final Map<String, ElfSymbol> symbols = new HashMap<>();

    /** @param object as LLVM emitted it: static symbols have the names that keep them apart */
    SymbolReport(ElfFile object, LocalNames names) {
        this.object = object;
        this.names = names;
        object.symbols().stream()
                .filter(ElfSymbol::isInSection)
                .forEach(symbol -> symbols.putIfAbsent(symbol.name(), symbol));
    }

    /** @param modules in the order of the link */
    List<LinkedSymbol> of(List<ModuleSummary> modules) {
        var winners = winners(modules);
        var report = new ArrayList<LinkedSymbol>();
        for (var module : modules) {
            for (var symbol : module.symbols()) {
                if (symbol.definition() && !symbol.isLlvmOwn() && !symbol.name().startsWith(".")) {
                    var lost = !symbol.internal() && winners.get(symbol.name()) != module;
                    report.add(new LinkedSymbol(
                            symbol.name(),
                            module.name(),
                            symbol.kind() == LlvmSymbol.Kind.FUNCTION ? Kind.FUNCTION : Kind.VARIABLE,
                            lost ? Optional.empty() : place(module, symbol)));
                }
            }
        }
        return report;
    }

    /** The module whose definition of a visible symbol was taken: the strong one, else the first. */
    private static Map<String, ModuleSummary> winners(List<ModuleSummary> modules) {
        var winners = new HashMap<String, ModuleSummary>();
        Set<String> strong = new HashSet<>();
        for (var module : modules) {
            module.visibleDefinitions().forEach(symbol -> {
                if (!symbol.weak() && strong.add(symbol.name())) {
                    winners.put(symbol.name(), module);
                } else {
                    winners.putIfAbsent(symbol.name(), module);
                }
            });
        }
        return winners;
    }

    private Optional<Place> place(ModuleSummary module, LlvmSymbol symbol) {
        var name = names.renamed(module).getOrDefault(symbol.name(), symbol.name());
        return Optional.ofNullable(symbols.get(name))
                .map(placed -> new Place(
                        object.sections().get(placed.sectionIndex()).name(),
                        placed.value(),
                        placed.size(),
                        placed.binding() != ElfSymbol.STB_LOCAL));
    }
}
