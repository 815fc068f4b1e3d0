package io.github.bpfmaven.linker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.github.bpfmaven.btf.CText;
import io.github.bpfmaven.object.MapType;

/**
 * Compares definitions of a map as libbpf's static linker does (linker.c, map_defs_match): a declaration has to say all that
 * the definition says. What is not given counts as 0. Beyond libbpf, {@code map_extra} has to agree.
 */
final class MapMatch {
    private static final List<String> NUMBERS =
            List.of("max_entries", "map_flags", "numa_node", "pinning", "map_extra");

    private final MapDefinition first;
    private final MapDefinition second;

    MapMatch(MapDefinition first, MapDefinition second) {
        this.first = first;
        this.second = second;
    }

    /** The first error; the first warning if there is no error; empty if the definitions agree. */
    Optional<MapDifference> compare() {
        var found = all();
        return found.stream()
                .filter(difference -> difference.severity() == Diagnostic.Severity.ERROR)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private List<MapDifference> all() {
        var found = new ArrayList<MapDifference>();
        number("type").ifPresent(found::add);
        part("key").ifPresent(found::add);
        part("value").ifPresent(found::add);
        NUMBERS.forEach(name -> number(name).ifPresent(found::add));
        inner().ifPresent(found::add);
        return found;
    }

    private Optional<MapDifference> number(String name) {
        return first.number(name) == second.number(name)
                ? Optional.empty()
                : error(number(first, name), number(second, name));
    }

    private static String number(MapDefinition map, String name) {
        if (!map.numbers().containsKey(name)) {
            return "no " + name;
        }
        var value = map.number(name);
        return name + " "
                + switch (name) {
                    case "type" ->
                        MapType.of((int) value).map(MapType::constant).orElse(Long.toString(value));
                    case "map_flags" -> "0x" + Long.toHexString(value);
                    default -> Long.toUnsignedString(value);
                };
    }

    private Optional<MapDifference> part(String name) {
        var one = first.type(name);
        var other = second.type(name);
        if (one.isPresent() && other.isPresent()) {
            return new DeclarationMatch(first.types(), second.types())
                    .compare(one.getAsInt(), other.getAsInt())
                    .map(difference -> new MapDifference(
                            difference.severity(), part(first, name), part(second, name), difference.toString()));
        }
        return one.isPresent() == other.isPresent() && first.size(name).equals(second.size(name))
                ? Optional.empty()
                : error(part(first, name), part(second, name));
    }

    private static String part(MapDefinition map, String name) {
        OptionalInt type = map.type(name);
        OptionalLong size = map.size(name);
        if (type.isPresent()) {
            return "the " + name + " type " + new CText(map.types()).type(type.getAsInt());
        }
        return size.isPresent() ? name + "_size " + size.getAsLong() + " and no " + name + " type" : "no " + name;
    }

    private Optional<MapDifference> inner() {
        if (first.inner().isPresent() != second.inner().isPresent()) {
            return error(inner(first), inner(second));
        }
        return first.inner()
                .flatMap(one -> new MapMatch(one, second.inner().orElseThrow()).compare())
                .map(MapDifference::ofInnerMap);
    }

    private static String inner(MapDefinition map) {
        return map.inner().isPresent() ? "an inner map" : "no inner map";
    }

    private static Optional<MapDifference> error(String first, String second) {
        return Optional.of(new MapDifference(Diagnostic.Severity.ERROR, first, second, ""));
    }
}
