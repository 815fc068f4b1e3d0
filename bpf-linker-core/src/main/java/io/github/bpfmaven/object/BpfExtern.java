package io.github.bpfmaven.object;

/**
 * Something that an object uses and a loader finds in the kernel.
 *
 * <p>Source: {@code bpf_object__collect_externs} of libbpf ({@code src/libbpf.c}).
 *
 * @param name its name. What stands behind three underscores tells variants of one name apart and is not part of what the
 *     kernel calls it
 * @param kind where it is looked for
 * @param type a BTF type id: of the variable's type, or the {@code FUNC_PROTO} of a function; 0 for {@link Kind#UNRESOLVED}
 * @param weak whether the object serves without it: its address is then 0, its value as a setting 0. False if no symbol is left
 *     of it, as nothing uses it then
 */
public record BpfExtern(String name, Kind kind, int type, boolean weak) {
    /** Where an extern is looked for. */
    public enum Kind {
        /** A setting of the kernel's configuration, or {@code LINUX_KERNEL_VERSION} and the like: {@code __kconfig}. */
        KCONFIG,
        /** A function of the kernel or of a module, by its BTF: {@code __ksym}. */
        KSYM_FUNCTION,
        /** A variable of the kernel, by its BTF: {@code __ksym}. */
        KSYM_TYPED_VARIABLE,
        /** An address in {@code /proc/kallsyms}: {@code extern const void name __ksym}. */
        KSYM_UNTYPED,
        /**
         * Neither: an undefined symbol that BTF does not place in {@code .kconfig} or {@code .ksyms}. Another object has to
         * define it; libbpf refuses it. Maps that are only declared are not among these, but among the maps.
         */
        UNRESOLVED
    }
}
