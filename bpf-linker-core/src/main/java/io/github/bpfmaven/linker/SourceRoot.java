package io.github.bpfmaven.linker;

import java.nio.file.Path;

/**
 * Where the files are that debug info names: an object must not tell, so the names in it are other ones.
 *
 * @param prefix what the names of files below the directory begin with, without a leading {@code ./}; ends in {@code /} or
 *     is empty
 * @param directory where these files are on this machine
 */
public record SourceRoot(String prefix, Path directory) {}
