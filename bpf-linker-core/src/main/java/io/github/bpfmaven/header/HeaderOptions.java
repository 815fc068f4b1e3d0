package io.github.bpfmaven.header;

import java.util.List;

/**
 * What a header holds.
 *
 * @param types names of structs, unions, enums and typedefs to define, with what they need: {@code task_struct}, or
 *     {@code struct task_struct} where a name stands for several. The name of an enumerator stands for its enum. If this and
 *     {@code functions} are empty, every type is defined
 * @param functions names of functions to declare, with what their prototypes need
 * @param pointees how many pointers to follow from the types that are asked for: what is farther away is only declared
 *     (<code>struct mm_struct;</code>). 0 for what a program reads without following pointers, {@link #ALL_POINTEES} for all.
 *     Parameters of function pointers are never followed: BPF cannot call these. Means nothing if every type is defined
 * @param kfuncs whether kfuncs are declared; of a header with {@code types} or {@code functions} only those that are named
 * @param preserveAccessIndex whether accesses to the structs and unions are CO-RE relocated, unless the program defines
 *     {@code BPF_NO_PRESERVE_ACCESS_INDEX}
 * @param guard the macro of the include guard, a C identifier
 * @param comment lines for a comment at the beginning; none if empty
 */
public record HeaderOptions(
        List<String> types,
        List<String> functions,
        int pointees,
        boolean kfuncs,
        boolean preserveAccessIndex,
        String guard,
        List<String> comment) {
    /** For {@link #pointees}: however far away. */
    public static final int ALL_POINTEES = Integer.MAX_VALUE;

    /**
     * The lists are copied.
     *
     * @throws IllegalArgumentException if {@code pointees} is negative or the guard is no identifier
     */
    public HeaderOptions {
        types = List.copyOf(types);
        functions = List.copyOf(functions);
        comment = List.copyOf(comment);
        if (pointees < 0) {
            throw new IllegalArgumentException(pointees + " pointers cannot be followed");
        }
        if (!CIdentifiers.isLegal(guard)) {
            throw new IllegalArgumentException("'" + guard + "' is no name for a macro");
        }
    }

    /** Every type and every kfunc, with CO-RE, guarded by {@code __VMLINUX_H__} as bpftool's is. */
    public static HeaderOptions everything() {
        return new HeaderOptions(List.of(), List.of(), 0, true, true, "__VMLINUX_H__", List.of());
    }

    /** The same with other {@link #types}. */
    public HeaderOptions withTypes(List<String> names) {
        return new HeaderOptions(names, functions, pointees, kfuncs, preserveAccessIndex, guard, comment);
    }

    /** The same with other {@link #functions}. */
    public HeaderOptions withFunctions(List<String> names) {
        return new HeaderOptions(types, names, pointees, kfuncs, preserveAccessIndex, guard, comment);
    }

    /** The same with other {@link #pointees}. */
    public HeaderOptions withPointees(int pointers) {
        return new HeaderOptions(types, functions, pointers, kfuncs, preserveAccessIndex, guard, comment);
    }

    /** The same with or without {@link #kfuncs}. */
    public HeaderOptions withKfuncs(boolean declared) {
        return new HeaderOptions(types, functions, pointees, declared, preserveAccessIndex, guard, comment);
    }

    /** The same with or without {@link #preserveAccessIndex}. */
    public HeaderOptions withPreserveAccessIndex(boolean preserved) {
        return new HeaderOptions(types, functions, pointees, kfuncs, preserved, guard, comment);
    }

    /** The same with another {@link #comment}. */
    public HeaderOptions withComment(List<String> lines) {
        return new HeaderOptions(types, functions, pointees, kfuncs, preserveAccessIndex, guard, lines);
    }

    /** Whether only what is named is wanted. */
    boolean hasRoots() {
        return !types.isEmpty() || !functions.isEmpty();
    }
}
