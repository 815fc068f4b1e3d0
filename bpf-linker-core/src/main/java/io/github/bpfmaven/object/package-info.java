/** What a BPF object offers: programs, maps, license. */
@NullMarked
package io.github.bpfmaven.object;

import org.jspecify.annotations.NullMarked;
