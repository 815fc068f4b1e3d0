package io.github.bpfmaven.plugin.datatypes;

/**
 * A type that is wanted: of a map's key, of a variable, or by its name.
 *
 * @param id by which {@link DataTypes#root} finds what became of it; no two have the same
 * @param type a type id
 * @param user what has it, as a C name such as {@code packets_key}: it names a type that has no name
 */
public record TypeRoot(String id, int type, String user) {}
