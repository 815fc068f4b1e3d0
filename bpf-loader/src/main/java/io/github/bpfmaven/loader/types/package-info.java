/** What a kernel is like before anything is loaded: what it can do, its types, symbols and settings. */
@NullMarked
package io.github.bpfmaven.loader.types;

import org.jspecify.annotations.NullMarked;
