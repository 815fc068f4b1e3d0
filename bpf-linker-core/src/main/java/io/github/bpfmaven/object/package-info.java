/** What a BPF object offers and wants: programs, maps, global variables, externs, CO-RE relocations; what is wrong with it. */
@NullMarked
package io.github.bpfmaven.object;

import org.jspecify.annotations.NullMarked;
