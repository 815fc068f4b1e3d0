/** A kernel at the other end of a wire: the messages, and memory that is read and written over it. */
@NullMarked
package io.github.bpfmaven.loader.remote;

import org.jspecify.annotations.NullMarked;
