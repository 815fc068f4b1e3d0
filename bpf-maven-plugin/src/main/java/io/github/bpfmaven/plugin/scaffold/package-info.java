/** Writes the Java class that goes with an object. */
@NullMarked
package io.github.bpfmaven.plugin.scaffold;

import org.jspecify.annotations.NullMarked;
