package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;

/**
 * What clang has made of headers, for this build's clang and one set of arguments.
 *
 * @param file some 16 MB for the types of a kernel
 */
record PrecompiledHeader(Path file) {}
