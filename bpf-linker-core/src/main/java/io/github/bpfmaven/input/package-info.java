/** Files that go into a link, before LLVM sees them: what kind they are, and which modules are in them. */
@NullMarked
package io.github.bpfmaven.input;

import org.jspecify.annotations.NullMarked;
