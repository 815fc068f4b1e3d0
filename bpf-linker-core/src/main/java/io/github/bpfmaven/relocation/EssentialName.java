package io.github.bpfmaven.relocation;

/**
 * A type's name without its flavor: {@code task_struct} for {@code task_struct___old}. A program declares a type several
 * times under such names, to ask for what differs between kernels.
 *
 * <p>Source: {@code bpf_core_essential_name_len} in {@code src/libbpf.c} of libbpf 1.8.
 */
public final class EssentialName {
    private static final String SEPARATOR = "___";

    private EssentialName() {}

    /** What stands before the last three underscores that are exactly three, and neither first nor last in the name. */
    public static String of(String name) {
        int at = name.lastIndexOf(SEPARATOR, name.length() - SEPARATOR.length() - 1);
        while (at > 0) {
            if (name.charAt(at - 1) != '_' && name.charAt(at + SEPARATOR.length()) != '_') {
                return name.substring(0, at);
            }
            at = name.lastIndexOf(SEPARATOR, at - 1);
        }
        return name;
    }
}
