package io.github.bpfmaven.plugin.datatypes;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The types of all variants of a source as one set. Byte orders may place members differently; everything else must be the
 * same, since one Java class serves them all.
 */
public final class VariantTypes {
    private VariantTypes() {}

    /**
     * @param variants at least one; of each, the same roots in the same order
     * @throws DataTypeException if a type is not the same in all of them; the message shows both layouts
     */
    public static DataTypes merge(List<Variant> variants) {
        Optional<Variant> little = ofOneOrder(variants, ByteOrder.LITTLE_ENDIAN);
        Optional<Variant> big = ofOneOrder(variants, ByteOrder.BIG_ENDIAN);
        if (little.isEmpty() || big.isEmpty()) {
            return little.or(() -> big).orElseThrow().types();
        }
        return merged(little.get(), big.get());
    }

    private static Optional<Variant> ofOneOrder(List<Variant> variants, ByteOrder order) {
        List<Variant> same = variants.stream()
                .filter(variant -> variant.order().equals(order))
                .toList();
        for (Variant other : same) {
            compare(same.get(0), other, (one, another) -> one.equals(another) ? Optional.of(one) : Optional.empty());
        }
        return same.stream().findFirst();
    }

    private static DataTypes merged(Variant little, Variant big) {
        Map<TypePath, Definition> definitions = compare(little, big, VariantTypes::inBothOrders);
        return new DataTypes(little.types().roots(), definitions);
    }

    private static Map<TypePath, Definition> compare(Variant one, Variant other, Merge merge) {
        Map<TypePath, Definition> definitions = new LinkedHashMap<>();
        Map<TypePath, Definition> both = new TreeMap<>(other.types().definitions());
        both.putAll(one.types().definitions());
        for (TypePath path : both.keySet()) {
            Definition mine = one.types().definitions().get(path);
            Definition others = other.types().definitions().get(path);
            Optional<Definition> same = mine == null || others == null ? Optional.empty() : merge.of(mine, others);
            definitions.put(
                    path,
                    same.orElseThrow(() -> new DataTypeException(both.get(path).cName()
                            + " is not the same in all objects, and one Java class is to serve them all. " + one.name()
                            + ":\n" + layout(mine) + other.name() + ":\n" + layout(others)
                            + "Give it one layout (fixed-width types, explicit padding), or leave types out with"
                            + " <generateTypes>false")));
        }
        if (!one.types().roots().equals(other.types().roots())) {
            throw new DataTypeException("the types of keys, values or variables are not the same in " + one.name()
                    + " and " + other.name() + ": " + one.types().roots() + " and "
                    + other.types().roots());
        }
        return definitions;
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
            if (twin == null || !twin.at(field.placement()).equals(field)) {
                return Optional.empty();
            }
            merged.add(field.at(
                    new Placement(field.placement().little(), twin.placement().big())));
        }
        return fields.isEmpty() && one.size() == other.size()
                ? Optional.of(new Definition.Composite(one.path(), one.cName(), one.size(), one.overBytes(), merged))
                : Optional.empty();
    }

    private static String layout(@Nullable Definition definition) {
        if (definition == null) {
            return "    has no such type\n";
        }
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
