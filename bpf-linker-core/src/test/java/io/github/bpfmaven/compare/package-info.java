/** Compares BPF objects by what they mean: byte for byte where bytes count, BTF as a graph. A tool of this project's tests. */
@NullMarked
package io.github.bpfmaven.compare;

import org.jspecify.annotations.NullMarked;
