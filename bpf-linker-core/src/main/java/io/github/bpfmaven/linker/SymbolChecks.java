package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.bpfmaven.llvm.LlvmSymbol;
import io.github.bpfmaven.llvm.LlvmUse;

/** Says what keeps modules from being linked with each other: all of it, not only what comes first. */
final class SymbolChecks {
    private final List<ModuleSummary> modules;
    private final Declarations declarations;
    private final DiagnosticCollector diagnostics;
    private final Map<String, List<Definition>> definitions = new LinkedHashMap<>();

    private SymbolChecks(
            List<ModuleSummary> modules,
            LicenseMerge licenses,
            Declarations declarations,
            DiagnosticCollector diagnostics) {
        this.modules = modules;
        this.declarations = declarations;
        this.diagnostics = diagnostics;
        for (var module : modules) {
            module.visibleDefinitions()
                    .filter(symbol -> !licenses.yielding(module).containsKey(symbol.name()))
                    .forEach(symbol -> definitions
                            .computeIfAbsent(symbol.name(), name -> new ArrayList<>())
                            .add(new Definition(module, symbol)));
        }
    }

    /** @param licenses which definitions give way to others and so don't count */
    static void check(
            List<ModuleSummary> modules,
            LicenseMerge licenses,
            SymbolOptions options,
            Declarations declarations,
            DiagnosticCollector diagnostics) {
        var checks = new SymbolChecks(modules, licenses, declarations, diagnostics);
        checks.definedTwice();
        checks.staticMaps(options);
        if (!options.allowUndefined()) {
            checks.undefined();
        }
    }

    private void definedTwice() {
        definitions.forEach((name, all) -> {
            var strong =
                    all.stream().filter(definition -> !definition.symbol.weak()).toList();
            if (strong.size() > 1) {
                var second = strong.get(1).module;
                error(
                        "'" + name + "' is defined in " + strong.get(0).module + " and in " + second
                                + "; rename one, make it static, or mark one __weak",
                        second,
                        name);
            }
        });
    }

    private void staticMaps(SymbolOptions options) {
        if (options.mode() == SymbolOptions.Mode.EXPORTS) {
            // The rule of that mode makes maps static itself; its users' loader (aya) takes them.
            return;
        }
        for (var module : modules) {
            module.symbols().stream()
                    .filter(symbol -> symbol.internal() && symbol.section().equals(".maps"))
                    .forEach(symbol -> error(
                            "the map '" + symbol.name() + "' of " + module
                                    + " is static, which libbpf refuses (\"unsupported map linkage static\");"
                                    + " remove 'static'",
                            module,
                            symbol.name()));
        }
    }

    /** An error at the place where a module defines a symbol, if that is known. */
    private void error(String message, ModuleSummary module, String symbol) {
        diagnostics.add(new Diagnostic(Diagnostic.Severity.ERROR, message, declarations.place(module, symbol)));
    }

    private void undefined() {
        Set<String> reported = new HashSet<>();
        for (var module : modules) {
            module.undefined()
                    .filter(name -> !definitions.containsKey(name) && !SymbolRules.isBuiltin(name))
                    .filter(reported::add)
                    .forEach(name -> reportUndefined(name, module));
        }
    }

    private void reportUndefined(String name, ModuleSummary user) {
        var use = user.use(name).orElse(new LlvmUse("", "", 0, 0));
        diagnostics.error(
                "undefined symbol '" + name + "'"
                        + (use.function().isEmpty() ? "" : ", used by '" + use.function() + "'")
                        + (use.line() == 0 ? " of " + user : "")
                        + ": none of the inputs defines it, nor does a library. Define it there (in Maven: in a .c file below"
                        + " the source directory), or declare it with __ksym if it is the kernel's",
                use);
    }

    private record Definition(ModuleSummary module, LlvmSymbol symbol) {}
}
