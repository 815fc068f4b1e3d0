/** One thin class a goal: parameters in, one request out. */
@NullMarked
package io.github.bpfmaven.plugin.mojo;

import org.jspecify.annotations.NullMarked;
