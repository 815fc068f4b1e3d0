package io.github.bpfmaven.plugin.datatypes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The types that are generated for a program source.
 *
 * @param roots what was asked for, by its id
 * @param definitions all structs, unions and enums that these contain; in the order of their names, nested ones behind
 *     those that they are in
 */
public record DataTypes(Map<String, DataType> roots, SortedMap<TypePath, Definition> definitions) {
    /** The collections are copied. */
    public DataTypes {
        roots = Collections.unmodifiableMap(new LinkedHashMap<>(roots));
        definitions = Collections.unmodifiableSortedMap(new TreeMap<>(definitions));
    }

    /** No types. */
    public static DataTypes none() {
        return new DataTypes(Map.of(), new TreeMap<>());
    }

    /** What became of a {@link TypeRoot}; it must have been asked for. */
    public DataType root(String id) {
        return Objects.requireNonNull(roots.get(id), id);
    }

    /** The same with one more definition. */
    public DataTypes with(Definition definition) {
        SortedMap<TypePath, Definition> more = new TreeMap<>(definitions);
        more.put(definition.path(), definition);
        return new DataTypes(roots, more);
    }

    /** Those that no other type is around. */
    public List<Definition> top() {
        return definitions.values().stream()
                .filter(definition -> definition.path().isTop())
                .toList();
    }

    /** Those directly within a type. */
    public List<Definition> in(TypePath path) {
        // '/' is what follows '.', with which names of nested types go on.
        return definitions.subMap(path.nested(""), TypePath.top(path + "/")).values().stream()
                .filter(definition -> definition.path().isIn(path))
                .toList();
    }

    /** The struct or union that a reference names. */
    public Definition.Composite composite(DataType.CompositeRef reference) {
        if (definitions.get(reference.path()) instanceof Definition.Composite composite) {
            return composite;
        }
        throw new IllegalArgumentException("not among these types: " + reference);
    }
}
