package io.github.bpfmaven.linker;

import io.github.bpfmaven.llvm.LlvmSymbol;

/** What a symbol's declaration says about linking, as libbpf understands it ({@code bpf_helpers.h}, libbpf.c). */
final class SymbolRules {
    private SymbolRules() {}

    /** Whether a library may have to define it: declared, used, and not the kernel's to provide. */
    static boolean isUndefined(LlvmSymbol symbol) {
        return !symbol.definition()
                && symbol.used()
                && !symbol.isLlvmOwn()
                && !symbol.weak()
                && !isProvidedByKernel(symbol);
    }

    /** {@code __ksym} and {@code __kconfig} are declarations in these two sections; the loader fills them in. */
    private static boolean isProvidedByKernel(LlvmSymbol symbol) {
        return symbol.section().equals(".ksyms") || symbol.section().equals(".kconfig");
    }

    /** Whether other modules see it. */
    static boolean isVisibleDefinition(LlvmSymbol symbol) {
        return symbol.definition() && !symbol.internal() && !symbol.isLlvmOwn();
    }

    /**
     * Whether a library's definition is of use only to the object that it is linked into. Programs, maps, the license
     * and whatever else asked for a section of its own are for the loader and stay as they are.
     */
    static boolean isLibraryCode(LlvmSymbol symbol) {
        return isVisibleDefinition(symbol) && symbol.section().isEmpty();
    }
}
