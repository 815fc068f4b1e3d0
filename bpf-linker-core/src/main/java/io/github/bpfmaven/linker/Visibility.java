package io.github.bpfmaven.linker;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.github.bpfmaven.llvm.LlvmSymbol;

/** Which symbols of the linked program nothing outside of it needs, so that they may be inlined or dropped. */
final class Visibility {
    private final SymbolOptions options;

    Visibility(SymbolOptions options) {
        this.options = options;
    }

    /**
     * What becomes static.
     *
     * @param whole the modules that were linked in any case
     * @param pulled those of libraries
     */
    Set<String> internal(List<ModuleSummary> whole, List<ModuleSummary> pulled) {
        return switch (options.mode()) {
            // What the program itself defines stays as it is, also where a library has a weak default of that name.
            case C -> names(pulled, SymbolRules::isLibraryCode, names(whole, symbol -> true, Set.of()));
            case EXPORTS -> {
                var all = names(whole, symbol -> true, Set.of());
                all.addAll(names(pulled, symbol -> true, Set.of()));
                yield all;
            }
        };
    }

    private Set<String> names(List<ModuleSummary> modules, Predicate<LlvmSymbol> chosen, Set<String> others) {
        var names = new HashSet<String>();
        for (var module : modules) {
            module.visibleDefinitions()
                    .filter(chosen)
                    .map(LlvmSymbol::name)
                    .filter(name -> !others.contains(name) && !stays(name))
                    .forEach(names::add);
        }
        return names;
    }

    private boolean stays(String name) {
        return options.exports().contains(name)
                || options.memoryBuiltins() && SymbolRules.MEMORY_BUILTINS.contains(name);
    }
}
