package io.github.bpfmaven.linker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.llvm.LlvmSymbol;

/**
 * Makes one license out of those of all modules: an object has one, and the loader reads the first. libbpf's static
 * linker does the same with the sections {@code license} and {@code version} (linker.c): equal ones merge, others are an
 * error.
 */
final class LicenseMerge {
    private static final Set<String> SECTIONS = Set.of("license", "version");

    private final DiagnosticCollector diagnostics;
    private final Map<ModuleSummary, Map<String, String>> yielding = new HashMap<>();

    private LicenseMerge(DiagnosticCollector diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Whether a symbol is a license or a version. */
    static boolean concerns(LlvmSymbol symbol) {
        return SECTIONS.contains(symbol.section());
    }

    /**
     * Compares the licenses of modules that are to be linked; differences go to the diagnostics.
     *
     * @param modules in the order of the link: the first license stays
     */
    static LicenseMerge of(List<ModuleSummary> modules, DiagnosticCollector diagnostics) {
        var merge = new LicenseMerge(diagnostics);
        SECTIONS.stream().sorted().forEach(section -> merge.merge(modules, section));
        return merge;
    }

    /** The names that give way in a module, each with the one in whose favour; empty if the module keeps what it has. */
    Map<String, String> yielding(ModuleSummary module) {
        return yielding.getOrDefault(module, Map.of());
    }

    private void merge(List<ModuleSummary> modules, String section) {
        Optional<Text> first = Optional.empty();
        for (var module : modules) {
            var here = module.definition(symbol -> symbol.section().equals(section))
                    .map(symbol -> new Text(module, symbol.name(), module.text(symbol.name())));
            if (first.isEmpty()) {
                first = here;
            } else if (here.isPresent()) {
                merge(section, first.get(), here.get());
            }
        }
    }

    private void merge(String section, Text first, Text other) {
        if (!first.text.equals(other.text)) {
            diagnostics.error("the section '" + section + "' says " + first.shown() + " in " + first.module + " and "
                    + other.shown() + " in " + other.module + "; an object has one: make them the same");
        }
        yielding.computeIfAbsent(other.module, module -> new HashMap<>()).put(other.name, first.name);
    }

    private record Text(ModuleSummary module, String name, Optional<String> text) {
        /** LLVM prints a string as {@code [4 x i8] c"GPL\\00"}. */
        String shown() {
            return text.map(value -> value.replaceFirst("^.* c\"", "\"").replace("\\00", ""))
                    .orElse("nothing");
        }
    }
}
