package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.github.bpfmaven.plugin.reduce.FileWords;
import io.github.bpfmaven.plugin.reduce.HeaderIndex;
import io.github.bpfmaven.plugin.reduce.HeaderReduction;

/**
 * A source that may read large headers of which it can't need all: one, or those of several architectures.
 *
 * @param headers at least one
 * @param files all that it may read, by normal names
 * @param words of these, and of the arguments
 */
record ReducibleSource(List<LargeHeader> headers, Set<Path> files, List<FileWords> words) implements SourceReading {
    /** The headers, in their order, without the rest. */
    List<byte[]> reduced() {
        return HeaderReduction.of(headers.stream().map(LargeHeader::index).toList(), words);
    }

    /**
     * A header that is worth the work.
     *
     * @param file by the name that clang finds it by, absolute
     * @param index its declarations
     * @param words what is read of it in any case
     */
    record LargeHeader(Path file, HeaderIndex index, FileWords words) {}
}
