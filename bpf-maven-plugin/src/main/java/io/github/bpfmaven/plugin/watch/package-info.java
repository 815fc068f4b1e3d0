/** Builds again whenever something changes. */
@NullMarked
package io.github.bpfmaven.plugin.watch;

import org.jspecify.annotations.NullMarked;
