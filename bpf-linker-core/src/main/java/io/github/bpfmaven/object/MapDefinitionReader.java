package io.github.bpfmaven.object;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.object.MapDefinition.Pinning;

/**
 * Reads the struct that defines a map, with libbpf's rules ({@code parse_btf_map_def}), but on after the first problem. A
 * number is the length of the array that a member points to ({@code __uint}), or the only value of a member's enum
 * ({@code __ulong}); a type is what a member points to ({@code __type}).
 */
final class MapDefinitionReader {
    private static final long MAX_SIZE = 0xffff_ffffL;
    /** Size in bytes of what user space puts into a map of maps or of programs. */
    private static final long FILE_DESCRIPTOR_SIZE = 4;
    /** A struct can be shared by many maps, and have thousands of members: what is said of each must have an end. */
    private static final int MAX_PROBLEMS = 8;

    private final Btf btf;
    private final String map;
    private final boolean isInner;
    private final List<String> problems;
    private final Set<String> seen = new HashSet<>();

    private OptionalLong type = OptionalLong.empty();
    private long keySize;
    private long valueSize;
    private OptionalInt keyType = OptionalInt.empty();
    private OptionalInt valueType = OptionalInt.empty();
    private long maxEntries;
    private long flags;
    private long mapExtra;
    private long numaNode;
    private Pinning pinning = Pinning.NONE;
    private Optional<MapDefinition> inner = Optional.empty();
    private OptionalInt programType = OptionalInt.empty();

    /** @param problems where to add what libbpf would not understand, a sentence each */
    MapDefinitionReader(Btf btf, String map, List<String> problems) {
        this(btf, map, problems, false);
    }

    private MapDefinitionReader(Btf btf, String map, List<String> problems, boolean isInner) {
        this.btf = btf;
        this.map = map;
        this.problems = problems;
        this.isInner = isInner;
    }

    /** Reads one definition; the reader is of no use after that. */
    MapDefinition read(BtfType.Struct struct) {
        int last = struct.members().size() - 1;
        for (int i = 0; i <= last && problems.size() < MAX_PROBLEMS; i++) {
            BtfMember member = struct.members().get(i);
            if (seen.add(member.name())) {
                read(member, i == last);
            } else {
                // No C compiler lets that pass; and the same number a thousand times over would cost time for each map.
                problem("gives '" + member.name() + "' twice");
                break;
            }
        }
        if (type.isPresent() ? type.getAsLong() == 0 : !seen.contains("type")) {
            problem("has no type; add __uint(type, BPF_MAP_TYPE_…)");
        }
        return new MapDefinition(
                type.isPresent() ? OptionalInt.of((int) type.getAsLong()) : OptionalInt.empty(),
                keySize,
                valueSize,
                keyType,
                valueType,
                maxEntries,
                flags,
                mapExtra,
                numaNode,
                pinning,
                inner,
                programType);
    }

    private void read(BtfMember member, boolean isLast) {
        switch (member.name()) {
            case "type" -> type = number(member);
            case "max_entries" -> maxEntries = number(member).orElse(0);
            case "map_flags" -> flags = number(member).orElse(0);
            case "numa_node" -> numaNode = number(member).orElse(0);
            case "map_extra" -> mapExtra = longNumber(member).orElse(0);
            case "pinning" -> readPinning(member);
            case "key_size" -> keySize = agreed("key", keySize, number(member).orElse(keySize));
            case "value_size" ->
                valueSize = agreed("value", valueSize, number(member).orElse(valueSize));
            case "key" -> {
                keyType = pointee(member);
                keySize = agreed("key", keySize, sizeOf(keyType, member, keySize));
            }
            case "value" -> {
                valueType = pointee(member);
                valueSize = agreed("value", valueSize, sizeOf(valueType, member, valueSize));
            }
            case "values" -> readValues(member, isLast);
            default ->
                problem("has the attribute '" + member.name()
                        + "', which libbpf does not know (\"unknown field\"); remove it");
        }
    }

    private void readPinning(BtfMember member) {
        long number = number(member).orElse(0);
        if (isInner) {
            problem("is the inner definition of a map of maps, and can't be pinned; remove 'pinning'");
        } else if (number >= Pinning.values().length) {
            problem("has 'pinning' " + number + "; use LIBBPF_PIN_NONE or LIBBPF_PIN_BY_NAME");
        } else {
            pinning = Pinning.values()[(int) number];
        }
    }

    private void readValues(BtfMember member, boolean isLast) {
        Optional<MapType> known = type.isPresent() ? MapType.of((int) type.getAsLong()) : Optional.empty();
        boolean ofMaps = known.filter(MapType::isMapInMap).isPresent();
        boolean ofPrograms = known.equals(Optional.of(MapType.PROG_ARRAY));
        if (isInner) {
            problem("is the inner definition of a map of maps, and can't hold maps itself; remove 'values'");
            return;
        }
        if (!isLast) {
            problem("has attributes behind 'values'; put 'values' last");
        }
        if (!ofMaps && !ofPrograms) {
            problem("has 'values', but is neither a map of maps nor a program array; give its type first");
            return;
        }
        valueSize = agreed("value", valueSize, FILE_DESCRIPTOR_SIZE);
        if (btf.type(member.type()) instanceof BtfType.Array array
                && array.count() == 0
                && resolved(array.elementType()) instanceof BtfType.Ptr pointer) {
            int held = btf.resolve(pointer.type());
            if (ofPrograms && btf.type(held) instanceof BtfType.FuncProto) {
                programType = OptionalInt.of(held);
                return;
            }
            if (ofMaps && btf.type(held) instanceof BtfType.Struct struct) {
                inner = Optional.of(new MapDefinitionReader(btf, map + ".inner", problems, true).read(struct));
                return;
            }
        }
        problem("has 'values' that are no " + (ofMaps ? "map definitions" : "functions") + "; write __array(values, "
                + (ofMaps ? "struct …" : "int (void *)") + ")");
    }

    /** libbpf's {@code get_map_field_int}: qualifiers in front of the pointer are nothing, those behind it a mistake. */
    private OptionalLong number(BtfMember member) {
        if (resolved(member.type()) instanceof BtfType.Ptr pointer
                && btf.type(pointer.type()) instanceof BtfType.Array array) {
            return OptionalLong.of(array.count());
        }
        problem("has an attribute '" + member.name() + "' that is no number; write __uint(" + member.name() + ", …)");
        return OptionalLong.empty();
    }

    /** libbpf's {@code get_map_field_long}; the 32 bits of a small enum are sign-extended there, whatever BTF says. */
    private OptionalLong longNumber(BtfMember member) {
        BtfType type = resolved(member.type());
        if (type instanceof BtfType.Enum small && small.values().size() == 1) {
            return OptionalLong.of((int) small.values().get(0).value());
        }
        if (type instanceof BtfType.Enum64 large && large.values().size() == 1) {
            return OptionalLong.of(large.values().get(0).value());
        }
        if (type instanceof BtfType.Ptr) {
            return number(member);
        }
        problem("has an attribute '" + member.name() + "' that is no number; write __ulong(" + member.name() + ", …)");
        return OptionalLong.empty();
    }

    private OptionalInt pointee(BtfMember member) {
        if (btf.type(member.type()) instanceof BtfType.Ptr pointer) {
            return OptionalInt.of(pointer.type());
        }
        problem("has a '" + member.name() + "' that is no type; write __type(" + member.name() + ", …)");
        return OptionalInt.empty();
    }

    private long sizeOf(OptionalInt id, BtfMember member, long otherwise) {
        if (id.isEmpty()) {
            return otherwise;
        }
        OptionalLong size = btf.size(id.getAsInt());
        if (size.isPresent() && size.getAsLong() <= MAX_SIZE) {
            return size.getAsLong();
        }
        problem("has a '" + member.name() + "' of a type without a size; define that type, or give " + member.name()
                + "_size alone");
        return otherwise;
    }

    private long agreed(String what, long before, long now) {
        if (before != 0 && before != now) {
            problem("has a " + what + " of " + before + " bytes by one attribute and of " + now
                    + " by another (\"conflicting " + what + " size\"); give it once");
        }
        return now;
    }

    private BtfType resolved(int id) {
        return btf.type(btf.resolve(id));
    }

    private void problem(String words) {
        problems.add("the map '" + map + "' " + words);
    }
}
