/** The order of work: from one immutable request to one result. */
@NullMarked
package io.github.bpfmaven.plugin.build;

import org.jspecify.annotations.NullMarked;
