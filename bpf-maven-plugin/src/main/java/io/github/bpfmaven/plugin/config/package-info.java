/** The beans that a POM fills. */
@NullMarked
package io.github.bpfmaven.plugin.config;

import org.jspecify.annotations.NullMarked;
