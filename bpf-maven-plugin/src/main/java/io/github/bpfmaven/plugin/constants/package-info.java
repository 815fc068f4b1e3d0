/** Evaluates the {@code #define} and enum constants of a source that user space asks for. */
@NullMarked
package io.github.bpfmaven.plugin.constants;

import org.jspecify.annotations.NullMarked;
