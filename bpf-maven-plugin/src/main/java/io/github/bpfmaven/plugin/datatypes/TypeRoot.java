package io.github.bpfmaven.plugin.datatypes;

/**
 * A type that is wanted: of a map's key, of a variable, or by its name.
 *
 * @param type a type id
 * @param user what has it, as a C name such as {@code packets_key}: it names a type that has no name
 */
public record TypeRoot(int type, String user) {}
