/** The BPF Type Format: {@code .BTF} and {@code .BTF.ext} as a model, read and written in both byte orders. */
@NullMarked
package io.github.bpfmaven.btf;

import org.jspecify.annotations.NullMarked;
