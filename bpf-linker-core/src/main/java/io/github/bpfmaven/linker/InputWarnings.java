package io.github.bpfmaven.linker;

import java.util.List;

import io.github.bpfmaven.llvm.LlvmSymbol;

/** Says of inputs what won't keep them from being linked, but probably from being of use. */
final class InputWarnings {
    /** From old to new; each can do what the ones before it can. */
    private static final List<String> CPUS = List.of("v1", "v2", "v3", "v4");

    private final DiagnosticCollector diagnostics;

    InputWarnings(DiagnosticCollector diagnostics) {
        this.diagnostics = diagnostics;
    }

    void check(LinkPlan plan, LinkOptions options) {
        var linked = plan.linked();
        if (options.output().btf()) {
            withoutDebugInfo(linked);
        }
        linked.forEach(this::unoptimized);
        options.code()
                .cpu()
                .or(() -> linked.get(0).facts().cpus().stream().findFirst())
                .ifPresent(cpu -> linked.forEach(module -> newerThan(cpu, module)));
        leftOut(plan.leftOut());
    }

    /** Programs and maps that a library holds and nobody asked for, which users may well think are in the object. */
    private void leftOut(List<ModuleSummary> modules) {
        for (var module : modules) {
            var programs = module.visibleDefinitions()
                    .filter(symbol -> symbol.kind() == LlvmSymbol.Kind.FUNCTION
                            && !symbol.section().isEmpty())
                    .map(symbol -> "'" + symbol.name() + "'")
                    .toList();
            if (!programs.isEmpty()) {
                diagnostics.note(module + " holds " + (programs.size() == 1 ? "the program " : "the programs ")
                        + String.join(", ", programs) + ", but is left out, since nothing that is linked needs what it"
                        + " defines; make it an input of its own (in Maven: name it .bpf.c), or link archives whole");
            }
        }
    }

    private void withoutDebugInfo(List<ModuleSummary> linked) {
        if (linked.stream().anyMatch(module -> module.facts().debugInfo())) {
            linked.stream()
                    .filter(module -> !module.facts().debugInfo() && hasCodeOrMaps(module))
                    .forEach(module -> diagnostics.warning(module
                            + " has no debug info, the other inputs have: its functions and variables are missing in BTF,"
                            + " and loaders refuse programs that call them (\"missing .BTF.ext function info\");"
                            + " compile it with -g"));
        }
    }

    private static boolean hasCodeOrMaps(ModuleSummary module) {
        return module.visibleDefinitions().findAny().isPresent();
    }

    private void unoptimized(ModuleSummary module) {
        var functions = module.facts().unoptimized();
        if (!functions.isEmpty()) {
            diagnostics.warning(module + " was compiled with -O0: '" + functions.get(0) + "'"
                    + (functions.size() == 1 ? "" : " and " + (functions.size() - 1) + " more functions")
                    + " will be neither inlined nor optimised (optnone), and the verifier refuses most such code;"
                    + " compile it with -O2");
        }
    }

    private void newerThan(String cpu, ModuleSummary module) {
        module.facts().cpus().stream()
                .filter(compiledFor -> CPUS.indexOf(compiledFor) > CPUS.indexOf(cpu) && CPUS.contains(cpu))
                .findFirst()
                .ifPresent(newer -> diagnostics.warning(module + " was compiled for the CPU " + newer
                        + ", the object is made for " + cpu + ": what clang has chosen for " + newer
                        + ", such as atomic operations that return a value, may be left in it;"
                        + " compile it with -mcpu=" + cpu));
    }
}
