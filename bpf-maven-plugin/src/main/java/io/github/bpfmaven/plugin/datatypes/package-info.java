/**
 * What of C's data becomes Java: structs, unions and enums with their layouts, under the names that Java gives them.
 *
 * <p>Data goes from {@link io.github.bpfmaven.btf.Btf} to {@link io.github.bpfmaven.plugin.datatypes.Definition}; no Java is
 * written here.
 */
@NullMarked
package io.github.bpfmaven.plugin.datatypes;

import org.jspecify.annotations.NullMarked;
