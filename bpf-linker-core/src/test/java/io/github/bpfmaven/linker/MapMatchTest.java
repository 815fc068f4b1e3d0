package io.github.bpfmaven.linker;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfLinkage;
import io.github.bpfmaven.btf.BtfMember;
import io.github.bpfmaven.btf.BtfType;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("Two definitions of a map")
final class MapMatchTest {
    private static final int INT = 1;
    private static final int UNSIGNED = 2;
    private static final int LONG = 3;

    /** A variable whose struct has such members. */
    private static final class Definition {
        private final List<BtfType> types = new ArrayList<>(List.of(
                new BtfType.Int("int", 4, BtfType.Int.SIGNED, 0, 32),
                new BtfType.Int("unsigned int", 4, 0, 0, 32),
                new BtfType.Int("long", 8, BtfType.Int.SIGNED, 0, 64)));
        private final List<BtfMember> members = new ArrayList<>();

        Definition number(String name, long value) {
            types.add(new BtfType.Array(INT, 0, value));
            return type(name, types.size());
        }

        Definition type(String name, int type) {
            types.add(new BtfType.Ptr(type));
            return member(name);
        }

        Definition constant(String name, long value) {
            types.add(new BtfType.Enum64("", 8, false, List.of(new BtfEnumerator("C", value))));
            return member(name);
        }

        private Definition member(String name) {
            members.add(new BtfMember(name, types.size(), 64L * members.size(), 0));
            return this;
        }

        MapDefinition read() {
            var all = new ArrayList<>(types);
            all.add(new BtfType.Struct("", 8L * members.size(), false, members));
            all.add(new BtfType.Typedef("definition", all.size()));
            all.add(new BtfType.Var("map", all.size(), BtfLinkage.GLOBAL));
            return MapDefinition.of(Btf.of(ByteOrder.LITTLE_ENDIAN, all), all.size())
                    .orElseThrow();
        }
    }

    private static Optional<MapDifference> compare(Definition first, Definition second) {
        return new MapMatch(first.read(), second.read()).compare();
    }

    private static Optional<MapDifference> error(String first, String second) {
        return Optional.of(new MapDifference(Diagnostic.Severity.ERROR, first, second, ""));
    }

    @Test
    @DisplayName("agree when what one leaves out is 0 in the other, in whatever order")
    void agree() {
        assertEquals(
                Optional.empty(),
                compare(
                        new Definition().number("type", 1).number("max_entries", 4),
                        new Definition()
                                .number("max_entries", 4)
                                .number("map_flags", 0)
                                .number("type", 1)));
    }

    @Test
    @DisplayName("differ in an attribute that a number or a constant gives")
    void numbers() {
        assertEquals(
                error("type BPF_MAP_TYPE_HASH", "type 99"),
                compare(new Definition().number("type", 1), new Definition().number("type", 99)));
        assertEquals(
                error("map_flags 0x401", "no map_flags"),
                compare(new Definition().number("map_flags", 0x401), new Definition()));
        assertEquals(
                error("map_extra 17592186044416", "map_extra 3"),
                compare(new Definition().constant("map_extra", 1L << 44), new Definition().number("map_extra", 3)));
        assertEquals(
                Optional.empty(),
                compare(
                        new Definition().constant("map_extra", 1L << 44),
                        new Definition().constant("map_extra", 1L << 44)));
    }

    @Test
    @DisplayName("differ in their key's type or its size")
    void keys() {
        assertEquals(
                Optional.of(new MapDifference(
                        Diagnostic.Severity.ERROR,
                        "the key type int",
                        "the key type long",
                        "int is 4 bytes, long is 8")),
                compare(new Definition().type("key", INT), new Definition().type("key", LONG)));
        assertEquals(
                error("key_size 4 and no key type", "key_size 8 and no key type"),
                compare(new Definition().number("key_size", 4), new Definition().number("key_size", 8)));
        assertEquals(error("no key", "the key type int"), compare(new Definition(), new Definition().type("key", INT)));
    }

    @Test
    @DisplayName("are compared to the end for an error, before a warning counts")
    void errorsFirst() {
        assertEquals(
                error("max_entries 1", "max_entries 2"),
                compare(
                        new Definition().type("key", INT).number("max_entries", 1),
                        new Definition().type("key", UNSIGNED).number("max_entries", 2)));
        assertEquals(
                Optional.of(Diagnostic.Severity.WARNING),
                compare(new Definition().type("key", INT), new Definition().type("key", UNSIGNED))
                        .map(MapDifference::severity));
    }
}
