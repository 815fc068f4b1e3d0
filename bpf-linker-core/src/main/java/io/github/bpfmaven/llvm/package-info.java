/** Owner types over the LLVM C API. Only the link worker loads them: an error inside LLVM can end the process. */
@NullMarked
package io.github.bpfmaven.llvm;

import org.jspecify.annotations.NullMarked;
