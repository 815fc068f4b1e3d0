/** Looks for what is allowed in an object, but probably not meant. */
@NullMarked
package io.github.bpfmaven.lint;

import org.jspecify.annotations.NullMarked;
