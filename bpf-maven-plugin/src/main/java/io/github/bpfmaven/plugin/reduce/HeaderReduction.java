package io.github.bpfmaven.plugin.reduce;

import java.util.Collection;

/** Leaves out of a header what a source doesn't need. */
public final class HeaderReduction {
    private HeaderReduction() {}

    /**
     * The header for one source, with as many lines.
     *
     * @param files the source, and all that it may include, the header's fixed words among them; none with an obstacle
     */
    public static byte[] of(HeaderIndex header, Collection<FileWords> files) {
        return ReducedText.of(header, NeededDeclarations.of(header, new Words(files)));
    }
}
