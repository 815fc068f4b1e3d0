/** Attaches programs: where to, and the links that hold them there. */
@NullMarked
package io.github.bpfmaven.loader.attach;

import org.jspecify.annotations.NullMarked;
