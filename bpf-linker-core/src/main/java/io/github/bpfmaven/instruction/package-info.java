/** BPF instructions: read out of code, and as text. */
@NullMarked
package io.github.bpfmaven.instruction;

import org.jspecify.annotations.NullMarked;
