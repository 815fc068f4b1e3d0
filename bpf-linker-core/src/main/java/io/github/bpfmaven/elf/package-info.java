/** ELF64 relocatable objects: a model, a reader and a writer. Knows nothing of BPF but its machine number. */
@NullMarked
package io.github.bpfmaven.elf;

import org.jspecify.annotations.NullMarked;
