package io.github.bpfmaven.linker;

import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.llvm.LlvmModule;
import io.github.bpfmaven.llvm.LlvmSymbol;

/**
 * Makes one license out of a program's and its library's: an object has one, and the loader reads the first. libbpf's static
 * linker does the same with the sections {@code license} and {@code version} (linker.c): equal ones merge, others are an
 * error.
 */
final class LicenseMerge {
    private static final Set<String> SECTIONS = Set.of("license", "version");

    private final LlvmModule program;
    private final String programName;
    private final DiagnosticCollector diagnostics;

    LicenseMerge(LlvmModule program, String programName, DiagnosticCollector diagnostics) {
        this.program = program;
        this.programName = programName;
        this.diagnostics = diagnostics;
    }

    /** Before the library is linked in: its license gives way to the program's, if that has one. */
    void prepare(LibrarySearch.Member library) {
        for (var section : SECTIONS) {
            var theirs = only(library.module(), section);
            var ours = only(program, section);
            if (theirs.isPresent() && ours.isPresent()) {
                merge(library, theirs.get(), ours.get(), section);
            }
        }
    }

    private void merge(LibrarySearch.Member library, LlvmSymbol theirs, LlvmSymbol ours, String section) {
        var ourText = program.initializer(ours.name());
        var theirText = library.module().initializer(theirs.name());
        if (!ourText.equals(theirText)) {
            diagnostics.error("the section '" + section + "' says " + text(ourText) + " in " + programName + " and "
                    + text(theirText) + " in " + library.name() + "; an object has one: make them the same");
        }
        library.module().yieldTo(theirs.name(), ours.name());
    }

    private static Optional<LlvmSymbol> only(LlvmModule module, String section) {
        return module.symbols().stream()
                .filter(symbol -> symbol.section().equals(section) && SymbolRules.isVisibleDefinition(symbol))
                .findFirst();
    }

    /** LLVM prints a string as {@code [4 x i8] c"GPL\\00"}. */
    private static String text(Optional<String> initializer) {
        return initializer
                .map(value -> value.replaceFirst("^.* c\"", "\"").replace("\\00", ""))
                .orElse("nothing");
    }
}
