/** The measurement of whole builds, to be run by hand: see docs/benchmarks.md. No test looks at a time. */
@NullMarked
package io.github.bpfmaven.plugin.bench;

import org.jspecify.annotations.NullMarked;
