/** Maps in a kernel: their elements, their memory, their events. */
@NullMarked
package io.github.bpfmaven.loader.map;

import org.jspecify.annotations.NullMarked;
