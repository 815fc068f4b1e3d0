package io.github.bpfmaven.plugin.datatypes;

import java.util.List;

/**
 * A member of a struct or a union.
 *
 * @param cName in C; empty for an anonymous union
 * @param name in Java
 * @param type of its value; of a {@code flexible} one an array of no elements
 * @param placement where it lies
 * @param flexible whether it is an array at the end that takes what room there is
 * @param declaration as in C, without the semicolon
 * @param aliases for an anonymous union: how its members are called from outside
 */
public record Field(
        String cName,
        String name,
        DataType type,
        Placement placement,
        boolean flexible,
        String declaration,
        List<Alias> aliases) {
    /** The list is copied. */
    public Field {
        aliases = List.copyOf(aliases);
    }

    Field at(Placement other) {
        return new Field(cName, name, type, other, flexible, declaration, aliases);
    }

    Field withAliases(List<Alias> other) {
        return new Field(cName, name, type, placement, flexible, declaration, other);
    }

    /**
     * A member of an anonymous union, seen from the struct around it.
     *
     * @param cName of the member
     * @param name of its accessor in the struct
     */
    public record Alias(String cName, String name) {}
}
