package io.github.bpfmaven.plugin.scaffold;

/**
 * What generated classes are like.
 *
 * @param types which types become Java
 * @param loader whether the class also puts its object into a kernel, by bpf-loader, on which it depends then
 */
public record ClassOptions(TypeSelection types, boolean loader) {
    /** What maps and variables need, and no dependency. */
    public static final ClassOptions DEFAULT = new ClassOptions(TypeSelection.DEFAULT, false);
}
