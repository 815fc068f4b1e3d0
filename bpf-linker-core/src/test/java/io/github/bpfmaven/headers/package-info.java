/** What the module {@code bpf-headers} is, compiled: it has no compiler to try it with. */
@NullMarked
package io.github.bpfmaven.headers;

import org.jspecify.annotations.NullMarked;
