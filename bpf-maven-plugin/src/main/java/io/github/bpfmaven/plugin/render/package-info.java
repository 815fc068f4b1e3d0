/** Texts about objects, classes and reports: made in a JVM of their own where there are many. */
@NullMarked
package io.github.bpfmaven.plugin.render;

import org.jspecify.annotations.NullMarked;
