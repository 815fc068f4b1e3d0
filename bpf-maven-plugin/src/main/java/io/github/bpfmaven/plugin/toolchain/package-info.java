/** Finds the LLVM of a build through Maven's own resolver. */
@NullMarked
package io.github.bpfmaven.plugin.toolchain;

import org.jspecify.annotations.NullMarked;
