/** A kernel that BPF objects are put into: system calls as words and bytes, and what they answer. */
@NullMarked
package io.github.bpfmaven.loader.kernel;

import org.jspecify.annotations.NullMarked;
