/** The lock file of objects that are checked in: what they were made of, and whether that is what there is now. */
@NullMarked
package io.github.bpfmaven.plugin.lock;

import org.jspecify.annotations.NullMarked;
