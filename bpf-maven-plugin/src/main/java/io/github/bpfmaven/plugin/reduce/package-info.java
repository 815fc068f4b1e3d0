/** Declarations of a large header that a source can do without: found, and left out of what clang reads. */
@NullMarked
package io.github.bpfmaven.plugin.reduce;

import org.jspecify.annotations.NullMarked;
