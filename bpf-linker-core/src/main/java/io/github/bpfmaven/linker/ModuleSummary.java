package io.github.bpfmaven.linker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.bpfmaven.llvm.LlvmModule;
import io.github.bpfmaven.llvm.LlvmSymbol;
import io.github.bpfmaven.llvm.LlvmUse;

/**
 * What is to be known of a module before anything is linked: all checks and all decisions are made on summaries. Two are
 * equal only if they are the same one.
 */
final class ModuleSummary {
    /** Intrinsics that BPFAbstractMemberAccess.cpp and BPFPreserveDIType.cpp lower (LLVM 20). */
    private static final Pattern UNLOWERED = Pattern.compile("llvm\\.(preserve|bpf\\.(preserve|btf))\\.");

    private final String name;
    private final Facts facts;
    private final List<LlvmSymbol> symbols;
    private final Map<String, LlvmUse> uses;
    private final Map<String, String> texts;

    /**
     * @param name what messages call the module
     * @param uses by undefined symbol: the first instruction that uses it
     * @param texts the initial value of each variable that has a section of its own, by name, as LLVM writes it down
     */
    ModuleSummary(
            String name, Facts facts, List<LlvmSymbol> symbols, Map<String, LlvmUse> uses, Map<String, String> texts) {
        this.name = name;
        this.facts = facts;
        this.symbols = List.copyOf(symbols);
        this.uses = Map.copyOf(uses);
        this.texts = Map.copyOf(texts);
    }

    /**
     * What counts for a module as a whole.
     *
     * @param debugInfo whether it was compiled with {@code -g}
     * @param cpus each CPU that a function was compiled for
     * @param unoptimized the functions compiled with {@code -O0}
     */
    record Facts(boolean debugInfo, Set<String> cpus, List<String> unoptimized) {}

    static ModuleSummary of(String name, LlvmModule module) {
        var attributes = module.attributes();
        var symbols = module.symbols();
        var uses = new HashMap<String, LlvmUse>();
        var texts = new HashMap<String, String>();
        for (var symbol : symbols) {
            if (SymbolRules.isUndefined(symbol)) {
                module.firstUse(symbol.name()).ifPresent(use -> uses.put(symbol.name(), use));
            }
            if (LicenseMerge.concerns(symbol)) {
                module.initializer(symbol.name()).ifPresent(text -> texts.put(symbol.name(), text));
            }
        }
        var facts = new Facts(module.hasDebugInfo(), attributes.cpus(), attributes.unoptimized());
        return new ModuleSummary(name, facts, symbols, uses, texts);
    }

    /**
     * Whether it is as clang's front end leaves it ({@code -Xclang -disable-llvm-passes}): CO-RE accesses are still calls,
     * which LLVM's BPF pipeline makes relocations of, and nothing is optimised yet.
     */
    boolean hasUnloweredAccesses() {
        return symbols.stream()
                .anyMatch(symbol -> UNLOWERED.matcher(symbol.name()).lookingAt());
    }

    /** What messages call it. */
    String name() {
        return name;
    }

    Facts facts() {
        return facts;
    }

    List<LlvmSymbol> symbols() {
        return symbols;
    }

    /** What other modules can refer to. */
    Stream<LlvmSymbol> visibleDefinitions() {
        return symbols.stream().filter(SymbolRules::isVisibleDefinition);
    }

    /** The names that another module, or the kernel's loader, must define. */
    Stream<String> undefined() {
        return symbols.stream().filter(SymbolRules::isUndefined).map(LlvmSymbol::name);
    }

    /** Whether it has a definition of that name that other modules can refer to. */
    boolean defines(String symbol) {
        return visibleDefinitions().anyMatch(definition -> definition.name().equals(symbol));
    }

    /** The first definition that is so; empty if there is none. */
    Optional<LlvmSymbol> definition(Predicate<LlvmSymbol> wanted) {
        return visibleDefinitions().filter(wanted).findFirst();
    }

    /** The first instruction that uses an undefined symbol; empty if only data refers to it. */
    Optional<LlvmUse> use(String symbol) {
        return Optional.ofNullable(uses.get(symbol));
    }

    /** The initial value of a license or version; empty if it has none. */
    Optional<String> text(String symbol) {
        return Optional.ofNullable(texts.get(symbol));
    }

    @Override
    public String toString() {
        return name;
    }
}
