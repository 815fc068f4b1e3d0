/** How files are written. */
@NullMarked
package io.github.bpfmaven.plugin.file;

import org.jspecify.annotations.NullMarked;
