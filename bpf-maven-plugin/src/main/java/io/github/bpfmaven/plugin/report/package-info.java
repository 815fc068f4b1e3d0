/** A page about objects, for people. */
@NullMarked
package io.github.bpfmaven.plugin.report;

import org.jspecify.annotations.NullMarked;
