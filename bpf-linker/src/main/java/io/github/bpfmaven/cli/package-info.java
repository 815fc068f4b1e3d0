/** The linker as a command. */
@NullMarked
package io.github.bpfmaven.cli;

import org.jspecify.annotations.NullMarked;
