/** C headers made from BTF: {@code vmlinux.h}. */
@NullMarked
package io.github.bpfmaven.header;

import org.jspecify.annotations.NullMarked;
