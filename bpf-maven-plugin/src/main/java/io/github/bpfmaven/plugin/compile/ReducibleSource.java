package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.List;

import io.github.bpfmaven.plugin.reduce.FileWords;
import io.github.bpfmaven.plugin.reduce.HeaderIndex;
import io.github.bpfmaven.plugin.reduce.HeaderReduction;

/**
 * A source that reads a large header of which it can't need all.
 *
 * @param file the header, by the name that clang finds it by, absolute
 * @param header what is in it
 * @param words of everything that the source may read
 */
record ReducibleSource(Path file, LargeHeader header, List<FileWords> words) {
    /** The header without the rest. */
    byte[] reduced() {
        return HeaderReduction.of(header.index(), words);
    }

    /**
     * A header that is worth the work.
     *
     * @param index its declarations
     * @param words what is read of it in any case
     * @param digest of its content
     */
    record LargeHeader(HeaderIndex index, FileWords words, String digest) {}
}
