/** LLVM on this machine: which one, where from, unpacked and checked. */
@NullMarked
package io.github.bpfmaven.toolchain;

import org.jspecify.annotations.NullMarked;
