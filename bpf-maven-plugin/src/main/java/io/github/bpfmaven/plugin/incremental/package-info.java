/** What a build remembers for the next one: which results are there, what they were made of, and whether that still holds. */
@NullMarked
package io.github.bpfmaven.plugin.incremental;

import org.jspecify.annotations.NullMarked;
