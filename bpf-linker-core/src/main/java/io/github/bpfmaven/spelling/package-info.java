/** Names that somebody may have meant. */
@NullMarked
package io.github.bpfmaven.spelling;

import org.jspecify.annotations.NullMarked;
