package io.github.bpfmaven.linker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.bpfmaven.elf.ElfFile;
import io.github.bpfmaven.elf.ElfRewriter;
import io.github.bpfmaven.elf.ElfSymbol;

/**
 * Gives static variables and functions the names back that they have in their sources, after LLVM renamed them for a
 * namesake ({@code counter.2}).
 *
 * <p>To libbpf names of static things mean nothing. But cilium/ebpf (elf_reader.go, July 2026) refuses an object that has
 * two functions of one name, or a DATASEC with a variable named like a symbol that is not local and is elsewhere. So
 * LLVM's name stays where a symbol that is not local has the other one; and functions, whose source names BTF has
 * anyway, get theirs only where no other function has it.
 */
final class ObjectFinisherNames {
    private final ElfFile file;
    private final Map<String, String> variables;
    private final Set<String> functions = new HashSet<>();

    /** @param sourceNames by the names that LLVM gave */
    ObjectFinisherNames(ElfFile file, Map<String, String> sourceNames) {
        this.file = file;
        Set<String> taken = new HashSet<>();
        for (ElfSymbol symbol : file.symbols()) {
            if (symbol.binding() != ElfSymbol.STB_LOCAL) {
                taken.add(symbol.name());
            }
            if (symbol.type() == ElfSymbol.STT_FUNC) {
                functions.add(symbol.name());
            }
        }
        variables = new HashMap<>(sourceNames);
        variables.values().removeIf(taken::contains);
    }

    /** The names that static variables get, by those that they have. */
    Map<String, String> ofVariables() {
        return variables;
    }

    void rename(ElfRewriter rewriter) {
        for (ElfSymbol symbol : file.symbols()) {
            String name = variables.getOrDefault(symbol.name(), symbol.name());
            if (symbol.binding() == ElfSymbol.STB_LOCAL
                    && symbol.isInSection()
                    && (symbol.type() != ElfSymbol.STT_FUNC || functions.add(name))) {
                rewriter.rename(symbol, name);
            }
        }
    }
}
