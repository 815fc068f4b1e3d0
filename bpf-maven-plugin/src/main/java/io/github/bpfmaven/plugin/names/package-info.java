/** From names of C to names of Java. */
@NullMarked
package io.github.bpfmaven.plugin.names;

import org.jspecify.annotations.NullMarked;
