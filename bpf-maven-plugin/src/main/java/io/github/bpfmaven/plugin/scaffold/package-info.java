/**
 * Writes the Java class that goes with an object, and the configuration that keeps the object in a native image.
 *
 * <p>Data goes from {@link io.github.bpfmaven.plugin.scaffold.ScaffoldRequest} to
 * {@link io.github.bpfmaven.plugin.scaffold.GeneratedFile}; nothing here touches a disk.
 */
@NullMarked
package io.github.bpfmaven.plugin.scaffold;

import org.jspecify.annotations.NullMarked;
