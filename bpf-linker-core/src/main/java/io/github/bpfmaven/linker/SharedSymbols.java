package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.linker.DeclarationCheck.Declared;
import io.github.bpfmaven.llvm.LlvmSymbol;

/** Compares what modules say of each symbol that more than one of them knows. */
final class SharedSymbols {
    private final Declarations declarations;
    private final DiagnosticCollector diagnostics;
    private final DeclarationCheck check = new DeclarationCheck();

    SharedSymbols(Declarations declarations, DiagnosticCollector diagnostics) {
        this.declarations = declarations;
        this.diagnostics = diagnostics;
    }

    void check(LinkPlan plan) {
        var users = new LinkedHashMap<String, List<Use>>();
        for (var module : plan.linked()) {
            var yielding = plan.licenses().yielding(module);
            module.symbols().stream()
                    .filter(symbol -> !symbol.internal()
                            && !symbol.isLlvmOwn()
                            && symbol.kind() != LlvmSymbol.Kind.ALIAS
                            && !yielding.containsKey(symbol.name()))
                    .forEach(symbol -> users.computeIfAbsent(symbol.name(), name -> new ArrayList<>())
                            .add(new Use(module, symbol)));
        }
        users.values().stream().filter(uses -> uses.size() > 1).forEach(this::check);
    }

    /** All are compared with one: the definition that counts, or else the first declaration. */
    private void check(List<Use> uses) {
        var definition = uses.stream()
                .filter(use -> use.symbol.definition() && !use.symbol.weak())
                .findFirst()
                .or(() -> uses.stream().filter(use -> use.symbol.definition()).findFirst())
                .orElse(uses.get(0));
        var name = definition.symbol.name();
        var declared = declared(definition);
        for (var use : uses) {
            if (use != definition) {
                var other = declared(use);
                if (declared.isPresent() && other.isPresent()) {
                    check.compare(name, other.get(), declared.get())
                            .map(found -> isOfKernel(use) ? asWarning(found) : found)
                            .ifPresent(diagnostics::add);
                } else if (other.isEmpty() && use.module.facts().debugInfo() && declared.isPresent()) {
                    diagnostics.warning(use.module + " has no debug info of '" + name + "', which " + definition.module
                            + (definition.symbol.definition() ? " defines" : " declares")
                            + ": whether they agree on its type can't be checked; compile it with -g");
                }
            }
        }
    }

    /** The kernel's symbols are declared with as much of their types as a program needs, which need not be the same. */
    private static boolean isOfKernel(Use use) {
        return use.symbol.section().equals(".ksyms");
    }

    private static Diagnostic asWarning(Diagnostic found) {
        return new Diagnostic(Diagnostic.Severity.WARNING, found.message(), found.location());
    }

    private Optional<Declared> declared(Use use) {
        return declarations
                .of(use.module, use.symbol.name())
                .map(declaration -> new Declared(use.module.name(), declaration));
    }

    private record Use(ModuleSummary module, LlvmSymbol symbol) {}
}
