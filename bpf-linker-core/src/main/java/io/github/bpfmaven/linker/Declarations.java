package io.github.bpfmaven.linker;

import java.util.Optional;

import io.github.bpfmaven.llvm.LlvmDeclaration;

/** Knows the debug info of the modules that a link reads, until they are linked. */
interface Declarations {
    /** What a module's debug info says of a symbol; empty if it says nothing. */
    Optional<LlvmDeclaration> of(ModuleSummary module, String symbol);

    /** Where a module declares or defines a symbol; empty if debug info doesn't say. */
    default Optional<SourceLocation> place(ModuleSummary module, String symbol) {
        return of(module, symbol)
                .filter(declaration -> declaration.line() > 0)
                .map(declaration -> new SourceLocation(declaration.file(), declaration.line(), 0));
    }
}
