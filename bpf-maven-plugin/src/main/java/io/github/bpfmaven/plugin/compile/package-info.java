/** Runs clang and understands what it says. */
@NullMarked
package io.github.bpfmaven.plugin.compile;

import org.jspecify.annotations.NullMarked;
