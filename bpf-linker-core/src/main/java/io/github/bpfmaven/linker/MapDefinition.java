package io.github.bpfmaven.linker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;

/**
 * What the type of a variable in {@code .maps} says of the map. Each member of the struct stands for an attribute: a pointer
 * to an array for a number (the array's length), an enum for a number (its value), a pointer to a type for that type, and
 * {@code values} for what the map holds. Source: libbpf's {@code parse_btf_map_def} (libbpf.c), {@code bpf_helpers.h}.
 *
 * @param types where the ids are from
 * @param numbers {@code type}, {@code max_entries}, {@code map_flags} and the like, by name; unsigned
 * @param typed {@code key} and {@code value}, as far as given as types, with their type ids
 * @param inner what an array or a hash of maps holds
 */
record MapDefinition(Btf types, Map<String, Long> numbers, Map<String, Integer> typed, Optional<MapDefinition> inner) {
    private static final String VALUES = "values";

    /** The maps are copied. */
    MapDefinition {
        numbers = Map.copyOf(numbers);
        typed = Map.copyOf(typed);
    }

    /**
     * @param id a variable
     * @return empty if its type is no struct, as for a {@code struct bpf_map_def} without BTF
     */
    static Optional<MapDefinition> of(Btf types, int id) {
        return types.type(id) instanceof BtfType.Var variable ? read(types, variable.type(), true) : Optional.empty();
    }

    /** A number; 0 if it is not given, as libbpf has it. */
    long number(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    /** The size of {@code key} or {@code value} in bytes, be it given as a type or as a number; empty if neither. */
    OptionalLong size(String part) {
        var type = type(part);
        if (type.isPresent()) {
            return types.size(type.getAsInt());
        }
        var size = numbers.get(part + "_size");
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    /** The type of {@code key} or {@code value}; empty if it has none. */
    OptionalInt type(String part) {
        var type = typed.get(part);
        return type == null ? OptionalInt.empty() : OptionalInt.of(type);
    }

    private static Optional<MapDefinition> read(Btf types, int id, boolean outer) {
        if (!(types.type(types.resolve(id)) instanceof BtfType.Struct struct)) {
            return Optional.empty();
        }
        var numbers = new HashMap<String, Long>();
        var typed = new HashMap<String, Integer>();
        Optional<MapDefinition> inner = Optional.empty();
        for (var member : struct.members()) {
            switch (member.name()) {
                case "key", "value" -> pointee(types, member.type()).ifPresent(type -> typed.put(member.name(), type));
                // The kernel knows maps in maps, but none in those.
                case VALUES -> inner = outer ? held(types, member) : Optional.empty();
                default -> number(types, member).ifPresent(number -> numbers.put(member.name(), number));
            }
        }
        return Optional.of(new MapDefinition(types, numbers, typed, inner));
    }

    private static Optional<MapDefinition> held(Btf types, BtfMember values) {
        return types.type(types.resolve(values.type())) instanceof BtfType.Array array
                ? pointee(types, array.elementType()).flatMap(held -> read(types, held, false))
                : Optional.empty();
    }

    private static Optional<Integer> pointee(Btf types, int id) {
        return types.type(types.resolve(id)) instanceof BtfType.Ptr pointer
                ? Optional.of(pointer.type())
                : Optional.empty();
    }

    private static Optional<Long> number(Btf types, BtfMember member) {
        var type = types.type(types.resolve(member.type()));
        if (type instanceof BtfType.Ptr pointer
                && types.type(types.resolve(pointer.type())) instanceof BtfType.Array array) {
            return Optional.of(array.count());
        }
        if (type instanceof BtfType.Enum values && values.values().size() == 1) {
            return Optional.of(values.values().get(0).value());
        }
        return type instanceof BtfType.Enum64 values && values.values().size() == 1
                ? Optional.of(values.values().get(0).value())
                : Optional.empty();
    }
}
