package io.github.bpfmaven.linker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.bpfmaven.llvm.LlvmSymbol;

/**
 * Keeps apart what two modules call by one name and don't share.
 *
 * <p>Static functions and variables: LLVM would rename them itself, by the order in which modules happen to meet. Done
 * here, it is known which name to give back in the finished object.
 *
 * <p>CO-RE relocations: LLVM 20 names the variable that stands for one after the type's name and the access
 * ({@code llvm.task_struct:0:0$0:0}), or just numbers it ({@code llvm.btf_type_id.0$6}), and a link makes one of two that have
 * the same name. Then an access to one source's {@code struct task_struct} is relocated as if it were to the other's.
 */
final class LocalNames {
    private final Map<ModuleSummary, Map<String, String>> renamed = new HashMap<>();
    private final Map<String, String> originals = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private LocalNames() {}

    /** @param modules in the order of the link: the first one keeps its names unless they are visible elsewhere */
    static LocalNames of(List<ModuleSummary> modules) {
        var names = new LocalNames();
        if (modules.size() > 1) {
            modules.forEach(module -> module.symbols().stream()
                    .filter(symbol -> !isOfOneModule(symbol))
                    .forEach(symbol -> names.taken.add(symbol.name())));
            modules.forEach(names::rename);
        }
        return names;
    }

    /** What to rename in a module before it is linked: new names by old ones. */
    Map<String, String> renamed(ModuleSummary module) {
        return renamed.getOrDefault(module, Map.of());
    }

    /** The names that the static functions and variables of the linked module had, by those that they have there. */
    Map<String, String> originals() {
        return originals;
    }

    private static boolean isOfOneModule(LlvmSymbol symbol) {
        return symbol.internal() || symbol.isCoreRelocation();
    }

    private void rename(ModuleSummary module) {
        for (var symbol : module.symbols()) {
            if (isOfOneModule(symbol) && !taken.add(symbol.name())) {
                var name = free(symbol);
                renamed.computeIfAbsent(module, one -> new HashMap<>()).put(symbol.name(), name);
                if (symbol.internal()) {
                    originals.put(name, symbol.name());
                }
            }
        }
    }

    private String free(LlvmSymbol symbol) {
        var end = symbol.isCoreRelocation()
                ? endOfTypeName(symbol.name())
                : symbol.name().length();
        for (var number = 2; ; number++) {
            var name = symbol.name().substring(0, end) + "." + number
                    + symbol.name().substring(end);
            if (taken.add(name)) {
                return name;
            }
        }
    }

    /** The back end reads what follows the first colon or dollar sign (LLVM 20, BTFDebug.cpp, generatePatchImmReloc). */
    private static int endOfTypeName(String name) {
        for (var end = 0; end < name.length(); end++) {
            if (name.charAt(end) == ':' || name.charAt(end) == '$') {
                return end;
            }
        }
        return name.length();
    }
}
