/** Puts BPF objects into a kernel, attaches their programs and reads their maps, without libbpf. */
@NullMarked
package io.github.bpfmaven.loader;

import org.jspecify.annotations.NullMarked;
