/** CO-RE relocations: what they come to with the types of a kernel, and what of those types they need. */
@NullMarked
package io.github.bpfmaven.relocation;

import org.jspecify.annotations.NullMarked;
