package io.github.bpfmaven.plugin.datatypes;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfType;

/** From the types of an object to those that are generated. */
public final class TypeReader {
    private final Btf btf;
    private final TopNames names;
    private final CompositeReader composites;
    private final EnumReader enums = new EnumReader();
    private final SortedMap<TypePath, Definition> definitions = new TreeMap<>();
    private final Deque<Pending> todo = new ArrayDeque<>();

    private TypeReader(Btf btf, Collection<TypeRoot> roots, Set<String> reserved, String prefix) {
        this.btf = btf;
        this.names = new TopNames(btf, roots, reserved, prefix);
        this.composites = new CompositeReader(btf, names, reserved, this::type);
    }

    /**
     * Reads some types and all that they contain.
     *
     * @param roots which
     * @param reserved names that no type may have
     * @param prefix what the names of types begin with that no other is around
     * @throws DataTypeException if one of them can't be a Java type
     */
    public static DataTypes read(Btf btf, List<TypeRoot> roots, Set<String> reserved, String prefix) {
        TypeReader reader = new TypeReader(btf, roots, reserved, prefix);
        Map<String, DataType> types = new LinkedHashMap<>();
        for (TypeRoot root : roots) {
            types.put(root.id(), reader.type(root.type(), element -> reader.names.of(root), root.user()));
        }
        reader.finish();
        return new DataTypes(types, reader.definitions);
    }

    /** Not by recursion: kernel types nest deeply. */
    private void finish() {
        while (!todo.isEmpty()) {
            Pending next = todo.remove();
            if (!definitions.containsKey(next.path)) {
                BtfType type = btf.type(next.type);
                definitions.put(
                        next.path,
                        type instanceof BtfType.Composite composite
                                ? composites.read(next.path, next.cName, composite)
                                : enums.read(next.path, next.cName, type));
            }
        }
    }

    /**
     * The type of a value.
     *
     * @param unnamed where a type without a name stands, by its id
     * @param user what has the value, for types without a name
     */
    private DataType type(int id, Function<Integer, TypePath> unnamed, String user) {
        BtfType type = btf.type(btf.resolve(id));
        if (type instanceof BtfType.Array array) {
            return array(array, unnamed, user);
        }
        int resolved = btf.resolve(id);
        if (type instanceof BtfType.Composite composite) {
            return new DataType.CompositeRef(wanted(resolved, unnamed, user), composite.size());
        }
        if (type instanceof BtfType.Enum values) {
            return new DataType.EnumRef(wanted(resolved, unnamed, user), values.size(), values.signed());
        }
        if (type instanceof BtfType.Enum64 values) {
            return new DataType.EnumRef(wanted(resolved, unnamed, user), values.size(), values.signed());
        }
        if (type instanceof BtfType.Int number) {
            return integer(number);
        }
        if (type instanceof BtfType.Float number) {
            return number.size() == Float.BYTES || number.size() == Double.BYTES
                    ? new DataType.Floating(number.size())
                    : new DataType.Bytes(number.size(), false);
        }
        // What is only declared, and functions, have no value.
        return type instanceof BtfType.Ptr ? new DataType.Pointer() : new DataType.Bytes(0, false);
    }

    private DataType array(BtfType.Array array, Function<Integer, TypePath> unnamed, String user) {
        int element = btf.resolve(array.elementType());
        if (btf.type(element) instanceof BtfType.Int number
                && number.size() == 1
                && (number.encoding() & BtfType.Int.BOOL) == 0) {
            boolean text = number.name().equals("char") || (number.encoding() & BtfType.Int.CHAR) != 0;
            return new DataType.Bytes(array.count(), text);
        }
        return new DataType.Array(type(array.elementType(), unnamed, user), array.count());
    }

    private static DataType integer(BtfType.Int number) {
        boolean signed = (number.encoding() & BtfType.Int.SIGNED) != 0;
        if ((number.encoding() & BtfType.Int.BOOL) != 0 && number.size() <= Long.BYTES) {
            return new DataType.Bool(number.size());
        }
        return switch ((int) number.size()) {
            case 1, 2, 4, 8 -> new DataType.Int(number.size(), signed);
            case 16 -> new DataType.Int128(signed);
            default -> new DataType.Bytes(number.size(), false);
        };
    }

    private TypePath wanted(int resolved, Function<Integer, TypePath> unnamed, String user) {
        TypePath path = names.of(resolved).orElseGet(() -> unnamed.apply(resolved));
        todo.add(new Pending(path, names.cText(resolved).orElse(user), resolved));
        return path;
    }

    private record Pending(TypePath path, String cName, int type) {}

    /** Reads a member's type. */
    interface TypeOfValue {
        DataType of(int id, Function<Integer, TypePath> unnamed, String user);
    }
}
