/** What goes wrong when an object is loaded, said so that it can be mended. */
@NullMarked
package io.github.bpfmaven.loader.report;

import org.jspecify.annotations.NullMarked;
