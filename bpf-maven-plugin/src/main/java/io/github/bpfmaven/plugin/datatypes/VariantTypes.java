package io.github.bpfmaven.plugin.datatypes;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The types of all variants of a source as one set. Byte orders may place members differently; everything else must be the
 * same, since one Java class serves them all.
 */
public final class VariantTypes {
    private VariantTypes() {}

    /**
     * @param variants at least one
     * @throws DataTypeException if a type is not the same in all of them; the message shows both layouts
     */
    public static DataTypes merge(List<Variant> variants) {
        Optional<Variant> little = ofOneOrder(variants, ByteOrder.LITTLE_ENDIAN);
        Optional<Variant> big = ofOneOrder(variants, ByteOrder.BIG_ENDIAN);
        if (little.isEmpty() || big.isEmpty()) {
            return little.or(() -> big).orElseThrow().types();
        }
        return joined(little.get(), big.get(), VariantTypes::inBothOrders);
    }

    private static Optional<Variant> ofOneOrder(List<Variant> variants, ByteOrder order) {
        return variants.stream()
                .filter(variant -> variant.order().equals(order))
                .reduce((one, other) -> new Variant(one.name(), order, joined(one, other, VariantTypes::equal)));
    }

    private static DataTypes joined(Variant one, Variant other, Merge merge) {
        if (one.types() == other.types()) {
            return one.types();
        }
        // What only one of them has is fine: a map, perhaps, that is for one architecture.
        SortedMap<TypePath, Definition> definitions =
                new TreeMap<>(other.types().definitions());
        one.types().definitions().forEach((path, mine) -> {
            Definition others = definitions.get(path);
            definitions.put(
                    path,
                    others == null
                            ? mine
                            : merge.of(mine, others).orElseThrow(() -> differ(one.name(), mine, other.name(), others)));
        });
        Map<String, DataType> roots = new LinkedHashMap<>(one.types().roots());
        other.types().roots().forEach((id, type) -> {
            DataType mine = roots.putIfAbsent(id, type);
            if (mine != null && !mine.equals(type)) {
                throw new DataTypeException(id + " has not the same type in all objects, and one Java class is to serve"
                        + " them all: " + mine + " in " + one.name() + ", " + type + " in " + other.name());
            }
        });
        return new DataTypes(roots, definitions);
    }

    private static DataTypeException differ(String one, Definition mine, String other, Definition others) {
        return new DataTypeException(
                mine.cName()
                        + " is not the same in all objects, and one Java class is to serve them all.\n"
                        + one + ":\n" + layout(mine) + other + ":\n" + layout(others)
                        + "Give it one layout (types of fixed width, explicit padding), or no Java types: <generateTypes>false");
    }

    private static Optional<Definition> equal(Definition one, Definition other) {
        return one.equals(other) ? Optional.of(one) : Optional.empty();
    }

    private static Optional<Definition> inBothOrders(Definition little, Definition big) {
        if (!(little instanceof Definition.Composite one) || !(big instanceof Definition.Composite other)) {
            return little.equals(big) ? Optional.of(little) : Optional.empty();
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        other.fields().forEach(field -> fields.put(field.name(), field));
        List<Field> merged = new ArrayList<>();
        for (Field field : one.fields()) {
            Field twin = fields.remove(field.name());
            if (twin == null
                    || !twin.at(field.placement()).withAliases(field.aliases()).equals(field)
                    || !Set.copyOf(twin.aliases()).equals(Set.copyOf(field.aliases()))
                    || twin.placement().big().width()
                            != field.placement().little().width()) {
                return Optional.empty();
            }
            merged.add(field.at(
                    new Placement(field.placement().little(), twin.placement().big())));
        }
        return fields.isEmpty() && one.size() == other.size()
                ? Optional.of(new Definition.Composite(one.path(), one.cName(), one.size(), one.overBytes(), merged))
                : Optional.empty();
    }

    private static String layout(Definition definition) {
        if (definition instanceof Definition.Composite composite) {
            return "    %s, %d bytes\n".formatted(composite.cName(), composite.size())
                    + composite.fields().stream()
                            .map(field -> "      at bit %d: %s\n"
                                    .formatted(field.placement().little().offset(), field.declaration()))
                            .collect(Collectors.joining());
        }
        return "    " + definition + "\n";
    }

    /**
     * The types of one object.
     *
     * @param name of the object, for messages
     */
    public record Variant(String name, ByteOrder order, DataTypes types) {}

    private interface Merge {
        Optional<Definition> of(Definition one, Definition other);
    }
}
