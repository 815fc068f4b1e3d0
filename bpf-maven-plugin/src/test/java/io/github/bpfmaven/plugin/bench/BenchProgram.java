package io.github.bpfmaven.plugin.bench;

import java.util.List;

/**
 * A program to build.
 *
 * @param path below the source directory, with {@code /}
 * @param flags clang's arguments, in which {@value Manifest#DIRECTORY} stands for the source directory
 */
record BenchProgram(String path, List<String> flags) {
    BenchProgram {
        flags = List.copyOf(flags);
    }

    /** The flags with a source directory in them. */
    List<String> flags(String sourceDirectory) {
        return flags.stream()
                .map(flag -> flag.replace(Manifest.DIRECTORY, sourceDirectory))
                .toList();
    }
}
