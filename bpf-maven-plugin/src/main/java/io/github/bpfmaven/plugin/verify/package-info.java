/** Asks kernels whether they take the objects of a project, and whether its programs do what they should there. */
@NullMarked
package io.github.bpfmaven.plugin.verify;

import org.jspecify.annotations.NullMarked;
