/** Tests of the loader, with this machine's kernel. */
@NullMarked
package io.github.bpfmaven.loader;

import org.jspecify.annotations.NullMarked;
