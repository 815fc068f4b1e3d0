package io.github.bpfmaven.linker;

import java.util.Set;

/**
 * Which symbols stay visible, and which may be missing.
 *
 * @param mode whose rule decides what stays visible
 * @param exports names that stay visible in any case; in exports mode a library that defines one is pulled in
 * @param wholeArchive whether archives among the inputs come in whole, not only what is needed of them
 * @param allowUndefined whether symbols that nobody defines are left for the loader, or for another link
 * @param memoryBuiltins whether definitions of {@code memcpy}, {@code memmove}, {@code memset}, {@code memcmp} and
 *     {@code bcmp} stay, since code generation may call them when nothing else does
 */
public record SymbolOptions(
        Mode mode, Set<String> exports, boolean wholeArchive, boolean allowUndefined, boolean memoryBuiltins) {
    /** C's rule; nothing may be missing. */
    public static final SymbolOptions DEFAULT = new SymbolOptions(Mode.C, Set.of(), false, false, true);

    public SymbolOptions {
        exports = Set.copyOf(exports);
    }

    /** Whose rule decides what stays visible. */
    public enum Mode {
        /** As C and libbpf have it: what isn't static stays, but for the functions of libraries. */
        C,
        /** As bpf-linker and rustc have it: nothing stays but what is exported. */
        EXPORTS
    }

    public SymbolOptions withMode(Mode other) {
        return new SymbolOptions(other, exports, wholeArchive, allowUndefined, memoryBuiltins);
    }

    public SymbolOptions withExports(Set<String> other) {
        return new SymbolOptions(mode, other, wholeArchive, allowUndefined, memoryBuiltins);
    }

    public SymbolOptions withWholeArchive(boolean other) {
        return new SymbolOptions(mode, exports, other, allowUndefined, memoryBuiltins);
    }

    public SymbolOptions withAllowUndefined(boolean other) {
        return new SymbolOptions(mode, exports, wholeArchive, other, memoryBuiltins);
    }

    public SymbolOptions withMemoryBuiltins(boolean other) {
        return new SymbolOptions(mode, exports, wholeArchive, allowUndefined, other);
    }
}
