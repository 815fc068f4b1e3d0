/** Code of an object on its way into a kernel: relocations, subprograms, records about instructions, types. */
@NullMarked
package io.github.bpfmaven.loader.code;

import org.jspecify.annotations.NullMarked;
