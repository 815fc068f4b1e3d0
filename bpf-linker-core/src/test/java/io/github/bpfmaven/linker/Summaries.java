package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.bpfmaven.llvm.LlvmSymbol;
import io.github.bpfmaven.llvm.LlvmSymbol.Kind;

/** Puts a summary together without a module. */
final class Summaries {
    private final String name;
    private final List<LlvmSymbol> symbols = new ArrayList<>();

    private Summaries(String name) {
        this.name = name;
    }

    static Summaries module(String name) {
        return new Summaries(name);
    }

    Summaries defines(String... functions) {
        return add(true, false, false, functions);
    }

    Summaries definesWeakly(String... functions) {
        return add(true, true, false, functions);
    }

    Summaries hasStatic(String... functions) {
        return add(true, false, true, functions);
    }

    Summaries needs(String... functions) {
        return add(false, false, false, functions);
    }

    Summaries needsWeakly(String... functions) {
        return add(false, true, false, functions);
    }

    Summaries variable(String variable, String section, boolean definition) {
        symbols.add(new LlvmSymbol(variable, Kind.VARIABLE, definition, false, false, section, true));
        return this;
    }

    ModuleSummary summary() {
        return new ModuleSummary(
                name, new ModuleSummary.Facts(true, Set.of("v3"), List.of()), symbols, Map.of(), Map.of());
    }

    private Summaries add(boolean definition, boolean weak, boolean internal, String... functions) {
        for (var function : functions) {
            symbols.add(new LlvmSymbol(function, Kind.FUNCTION, definition, weak, internal, "", true));
        }
        return this;
    }
}
