package io.github.bpfmaven.plugin.compile;

/**
 * An {@code #include} as a source spells it.
 *
 * @param name what stands between the quotes or angle brackets
 * @param quoted whether it is looked for beside the including file first
 */
record IncludeDirective(String name, boolean quoted) {
    /** As it stands in a source. */
    String spelled() {
        return quoted ? '"' + name + '"' : '<' + name + '>';
    }
}
