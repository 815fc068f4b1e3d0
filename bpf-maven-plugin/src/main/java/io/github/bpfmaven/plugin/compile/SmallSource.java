package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.Set;

/**
 * A source that one clang may compile with others.
 *
 * @param files all that it may read, by normal names
 * @param bytes that are in these
 */
record SmallSource(Set<Path> files, long bytes) implements SourceReading {
    /** What clang 20 reads in the time that it needs to start: a precompiled header saves more of what is larger. */
    private static final long START_BYTES = 400 << 10;

    /** Whether it is the start of clang that takes most of its time. */
    boolean isMostlyStart() {
        return bytes <= START_BYTES;
    }
}
