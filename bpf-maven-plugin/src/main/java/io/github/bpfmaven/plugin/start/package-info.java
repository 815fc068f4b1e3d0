/** The files of a new project. */
@NullMarked
package io.github.bpfmaven.plugin.start;

import org.jspecify.annotations.NullMarked;
