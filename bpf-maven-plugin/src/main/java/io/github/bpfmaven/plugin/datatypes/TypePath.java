package io.github.bpfmaven.plugin.datatypes;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a generated type stands: the simple names of the types that it is nested in, below the class of the program
 * source, then its own.
 */
public record TypePath(List<String> names) implements Comparable<TypePath> {
    /**
     * The list is copied.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public TypePath {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a type has a name");
        }
    }

    /** Of a type that no other is around. */
    public static TypePath top(String name) {
        return new TypePath(List.of(name));
    }

    /** Of a type within this one. */
    public TypePath nested(String name) {
        List<String> path = new ArrayList<>(names);
        path.add(name);
        return new TypePath(path);
    }

    /** The last name. */
    public String simpleName() {
        return names.get(names.size() - 1);
    }

    /** Whether this is a type directly within another. */
    public boolean isIn(TypePath other) {
        return names.size() == other.names.size() + 1
                && names.subList(0, other.names.size()).equals(other.names);
    }

    /** Whether no other type is around it. */
    public boolean isTop() {
        return names.size() == 1;
    }

    @Override
    public int compareTo(TypePath other) {
        return toString().compareTo(other.toString());
    }

    /** With dots, as Java has it. */
    @Override
    public String toString() {
        return isTop() ? simpleName() : String.join(".", names);
    }
}
