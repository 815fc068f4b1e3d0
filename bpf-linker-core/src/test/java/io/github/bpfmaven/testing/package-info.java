/** What several tests need: a real LLVM, the headers, and the C programs in {@code src/test/bpf}. */
@NullMarked
package io.github.bpfmaven.testing;

import org.jspecify.annotations.NullMarked;
