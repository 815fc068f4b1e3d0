package io.github.bpfmaven.plugin.lock;

import java.util.List;
import java.util.stream.Stream;

/**
 * A source, or a file of library code, as it went into objects.
 *
 * @param name of its file, the same on every machine
 * @param flags what it was compiled with
 * @param reads names of the other files that were read for one of the targets, sorted
 * @param places fingerprint of the places where headers were looked for in vain; empty text for a file that isn't compiled
 */
public record LockedSource(String name, List<Line> flags, List<String> reads, String places) {
    public LockedSource {
        flags = List.copyOf(flags);
        reads = reads.stream().sorted().distinct().toList();
    }

    /** A file that is linked as it is. */
    public static LockedSource compiled(String name) {
        return new LockedSource(name, List.of(), List.of(), "");
    }

    /** The names of all files that count, its own first. */
    public List<String> files() {
        return Stream.concat(Stream.of(name), reads.stream()).toList();
    }
}
