/** Links BPF bitcode into one object: what goes in, what comes out, and the rules between. */
@NullMarked
package io.github.bpfmaven.linker;

import org.jspecify.annotations.NullMarked;
