package io.github.bpfmaven.plugin.datatypes;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.CText;
import io.github.bpfmaven.plugin.names.Identifiers;
import io.github.bpfmaven.plugin.names.NameScope;

/**
 * Names of the types that stand directly in the generated class: structs, unions and enums that have a name in C, be it a
 * tag or a typedef's, and those without one that a map or a variable has. Types of one C name are numbered from the second,
 * in the order of their ids.
 */
final class TopNames {
    private final Btf btf;
    private final Map<Integer, String> typedefs = new HashMap<>();
    private final Map<Integer, TypePath> named = new HashMap<>();
    private final Map<Unnamed, TypePath> unnamed = new HashMap<>();

    TopNames(Btf btf, Collection<TypeRoot> roots, Set<String> reserved, String prefix) {
        this.btf = btf;
        for (BtfType type : btf.types()) {
            if (type instanceof BtfType.Typedef typedef) {
                int target = withoutQualifiers(typedef.type());
                if (isUnnamed(target)) {
                    // Of two names for one type the first by the alphabet: that doesn't change with the order of types.
                    typedefs.merge(target, typedef.name(), (one, other) -> one.compareTo(other) < 0 ? one : other);
                }
            }
        }
        name(roots, reserved, prefix);
    }

    /** Whether a type has a Java name of its own, wherever it is used. */
    Optional<TypePath> of(int resolved) {
        return Optional.ofNullable(named.get(resolved));
    }

    /** The name of a root's type that has none itself; the root is one of those given. */
    TypePath of(TypeRoot root) {
        return unnamed.get(new Unnamed(elementOf(root.type()), root.user()));
    }

    /** What a type is an array of, with all dimensions, typedefs and qualifiers taken off; itself if it is none. */
    int elementOf(int type) {
        int element = btf.resolve(type);
        for (int steps = 0; btf.type(element) instanceof BtfType.Array array; steps++) {
            if (steps > btf.types().size()) {
                throw new DataTypeException("an array of itself");
            }
            element = btf.resolve(array.elementType());
        }
        return element;
    }

    private void name(Collection<TypeRoot> roots, Set<String> reserved, String prefix) {
        Map<Integer, String> ofTypes = new TreeMap<>();
        Set<Unnamed> withoutName = new LinkedHashSet<>();
        for (TypeRoot root : roots) {
            int type = elementOf(root.type());
            if (isNameable(type) && cName(type).isEmpty()) {
                withoutName.add(new Unnamed(type, root.user()));
            }
            reach(type, ofTypes);
        }
        Set<String> names = new LinkedHashSet<>();
        Map<Integer, String> byType = new HashMap<>();
        ofTypes.forEach((type, name) -> byType.put(type, added(name, names)));
        Map<Unnamed, String> byRoot = new HashMap<>();
        withoutName.forEach(root -> byRoot.put(root, added(root.user, names)));
        Map<String, String> java =
                NameScope.ofTypes(Identifiers::upperCamel, prefix, reserved).of(names);
        byType.forEach((type, name) -> named.put(type, TypePath.top(java.get(name))));
        byRoot.forEach((root, name) -> unnamed.put(root, TypePath.top(java.get(name))));
    }

    private static String added(String name, Set<String> names) {
        String free = name;
        for (int number = 2; !names.add(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    /** Adds the types with a name that a value of this one holds. */
    private void reach(int start, Map<Integer, String> found) {
        Deque<Integer> todo = new ArrayDeque<>();
        Set<Integer> seen = new HashSet<>();
        todo.add(start);
        while (!todo.isEmpty()) {
            int type = elementOf(todo.remove());
            if (!seen.add(type) || found.containsKey(type) || !isNameable(type)) {
                continue;
            }
            cName(type).ifPresent(name -> found.put(type, name));
            if (btf.type(type) instanceof BtfType.Composite composite) {
                composite.members().forEach(member -> todo.add(member.type()));
            }
        }
    }

    /** The name in C of a struct, union or enum: its tag, or that of a typedef. */
    Optional<String> cName(int resolved) {
        String tag = btf.type(resolved).name();
        return tag.isEmpty() ? Optional.ofNullable(typedefs.get(resolved)) : Optional.of(tag);
    }

    /** As C writes it in a declaration: {@code struct event}, or the name of a typedef alone. */
    Optional<String> cText(int resolved) {
        return btf.type(resolved).name().isEmpty()
                ? Optional.ofNullable(typedefs.get(resolved))
                : Optional.of(new CText(btf).type(resolved));
    }

    private boolean isUnnamed(int type) {
        return isNameable(type) && btf.type(type).name().isEmpty();
    }

    boolean isNameable(int type) {
        BtfKind kind = btf.type(type).kind();
        return kind == BtfKind.STRUCT || kind == BtfKind.UNION || kind == BtfKind.ENUM || kind == BtfKind.ENUM64;
    }

    private int withoutQualifiers(int type) {
        int target = type;
        for (int steps = 0; steps < btf.types().size(); steps++) {
            switch (btf.type(target).kind()) {
                case CONST, VOLATILE, RESTRICT, TYPE_TAG -> target = ((BtfType.Single) btf.type(target)).type();
                default -> {
                    return target;
                }
            }
        }
        return target;
    }

    /** A type without a name, and what has it. */
    private record Unnamed(int type, String user) {}
}
