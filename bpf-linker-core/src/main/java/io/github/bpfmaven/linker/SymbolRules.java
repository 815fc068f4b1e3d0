package io.github.bpfmaven.linker;

import java.util.Set;

import io.github.bpfmaven.llvm.LlvmSymbol;

/** What a symbol's declaration says about linking, as libbpf understands it ({@code bpf_helpers.h}, libbpf.c). */
final class SymbolRules {
    /** What code generation may call though the source doesn't. */
    static final Set<String> MEMORY_BUILTINS = Set.of("memcpy", "memmove", "memset", "memcmp", "bcmp");

    /** C functions that LLVM expands in place if it can, which only code generation knows (LLVM 20, ExpandMemCmp). */
    private static final Set<String> BUILTINS = Set.of("memcpy", "memmove", "memset", "memcmp", "bcmp", "strlen");

    private SymbolRules() {}

    /** Whether a declaration may still vanish when the object is emitted. */
    static boolean isBuiltin(String name) {
        return BUILTINS.contains(name);
    }

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
     * Whether a library's definition is of use only to the object that it is linked into: a function without a section of
     * its own. Programs, maps, the license and variables are for the loader and the user space, and stay as they are.
     */
    static boolean isLibraryCode(LlvmSymbol symbol) {
        return symbol.kind() == LlvmSymbol.Kind.FUNCTION
                && isVisibleDefinition(symbol)
                && symbol.section().isEmpty();
    }
}
