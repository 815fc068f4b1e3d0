/** Measurements, to be run by hand: see docs/benchmarks.md. No test looks at a time. */
@NullMarked
package io.github.bpfmaven.bench;

import org.jspecify.annotations.NullMarked;
