package io.github.bpfmaven.llvm;

/**
 * A named global of a module: function, variable or alias.
 *
 * @param name its name, as the linker sees it
 * @param kind what it is
 * @param definition whether the module defines it; otherwise it only declares it
 * @param weak whether another definition may replace it ({@code weak}, {@code linkonce}, {@code common},
 *     {@code extern_weak})
 * @param internal whether it is visible in this module only (C's {@code static})
 * @param section the section that the source asked for, empty if none
 * @param used whether anything in the module refers to it
 */
public record LlvmSymbol(
        String name, Kind kind, boolean definition, boolean weak, boolean internal, String section, boolean used) {
    /** What a symbol stands for. */
    public enum Kind {
        FUNCTION,
        VARIABLE,
        ALIAS
    }

    /** Whether LLVM itself made it: intrinsics, {@code llvm.compiler.used}, CO-RE access globals. */
    public boolean isLlvmOwn() {
        return name.startsWith("llvm.");
    }

    /**
     * Whether it stands for a CO-RE relocation: a variable that the BPF back end (LLVM 20, BPFAbstractMemberAccess.cpp and
     * BPFPreserveDIType.cpp) declares for each kind of access, and replaces when it emits.
     */
    public boolean isCoreRelocation() {
        return isLlvmOwn() && kind == Kind.VARIABLE && !definition;
    }
}
