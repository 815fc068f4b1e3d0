/** Where objects come from: what is written into jars of it, and read from them. */
@NullMarked
package io.github.bpfmaven.plugin.provenance;

import org.jspecify.annotations.NullMarked;
