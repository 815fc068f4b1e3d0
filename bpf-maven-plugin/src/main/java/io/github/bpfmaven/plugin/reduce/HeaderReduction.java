package io.github.bpfmaven.plugin.reduce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Leaves out of headers what a source doesn't need. */
public final class HeaderReduction {
    private HeaderReduction() {}

    /**
     * The headers for one source, each with as many lines.
     *
     * @param headers all large ones that the source may include: what one declares may be needed by another
     * @param files the source, and all else that it may include, the headers' fixed words among them; none with an obstacle
     */
    public static List<byte[]> of(List<HeaderIndex> headers, Collection<FileWords> files) {
        var odd = OddMacros.of(files);
        var kept = headers.stream().map(header -> header.mentioning(odd)).toList();
        var all = new ArrayList<>(files);
        for (var number = 0; number < headers.size(); number++) {
            all.add(headers.get(number).words(kept.get(number)));
        }
        return NeededDeclarations.of(headers, kept, new Words(all)).stream()
                .map(ReducedText::of)
                .toList();
    }

    /** Whether any of some names is mentioned in files, or may be put together of what is. */
    public static boolean mayMention(Collection<FileWords> files, Collection<String> names) {
        var words = new Words(files);
        return names.stream().anyMatch(words::mayHave);
    }
}
