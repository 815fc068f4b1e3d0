package io.github.bpfmaven.plugin.scaffold;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import io.github.bpfmaven.object.BpfFunction;
import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.MapDefinition;
import io.github.bpfmaven.plugin.constants.CConstant;
import io.github.bpfmaven.plugin.datatypes.DataTypeException;
import io.github.bpfmaven.plugin.datatypes.DataTypes;
import io.github.bpfmaven.plugin.datatypes.LayoutLines;
import io.github.bpfmaven.plugin.datatypes.VariantTypes;
import io.github.bpfmaven.plugin.scaffold.MapModel.Content;

/** From the objects of a source to what its Java class shows of them. */
final class ContentReader {
    private final String sourceName;
    private final Map<Variant, BpfObject> objects;
    private final TypeSelection selection;
    private final Map<Variant, List<CConstant>> constants;
    private final Set<String> reserved;
    private final Map<Variant, BpfObject> firstLike;

    /** @param reserved names that no type may have */
    ContentReader(ScaffoldRequest request, Set<String> reserved) {
        this.sourceName = request.sourceName();
        this.objects = request.objects();
        this.selection = request.options().types();
        this.constants = request.constants();
        this.reserved = reserved;
        this.firstLike = firstLike(objects);
    }

    /** @throws ScaffoldException if one class can't serve all variants */
    ClassContent read() {
        DataTypes types = types();
        return new ClassContent(
                programs(), maps(types), types, layouts(types), ConstantsWriter.byName(constants), license());
    }

    private DataTypes types() {
        if (!selection.enabled()) {
            return DataTypes.none();
        }
        List<VariantTypes.Variant> variants = new ArrayList<>();
        Map<BpfObject, DataTypes> read = new IdentityHashMap<>();
        try {
            objects.forEach((variant, object) -> {
                DataTypes types = read.computeIfAbsent(
                        firstLike.getOrDefault(variant, object),
                        first -> new ObjectTypes(first, selection, reserved).types());
                variants.add(new VariantTypes.Variant(variant.resourceFile(), variant.byteOrder(), types));
            });
            return VariantTypes.merge(variants);
        } catch (DataTypeException impossible) {
            throw new ScaffoldException(sourceName + ": " + impossible.getMessage(), impossible);
        }
    }

    private Optional<String> license() {
        return objects.values().stream().findFirst().flatMap(BpfObject::license);
    }

    private Map<ByteOrder, List<String>> layouts(DataTypes types) {
        Map<ByteOrder, List<String>> layouts = new HashMap<>();
        Map<BpfObject, List<String>> read = new IdentityHashMap<>();
        objects.forEach((variant, object) -> {
            BpfObject first = firstLike.getOrDefault(variant, object);
            first.btf()
                    .ifPresent(btf -> layouts.putIfAbsent(
                            variant.byteOrder(), read.computeIfAbsent(first, unread -> LayoutLines.of(btf, types))));
        });
        return layouts;
    }

    /** For each object the first that has the same types, which mostly is that of the other byte order. */
    private static Map<Variant, BpfObject> firstLike(Map<Variant, BpfObject> objects) {
        Map<Variant, BpfObject> firstLike = new HashMap<>();
        List<BpfObject> different = new ArrayList<>();
        objects.forEach((variant, object) -> {
            Optional<BpfObject> like = different.stream()
                    .filter(first -> ObjectTypes.areSame(first, object))
                    .findFirst();
            firstLike.put(variant, like.orElse(object));
            if (like.isEmpty()) {
                different.add(object);
            }
        });
        return firstLike;
    }

    private List<ProgramModel> programs() {
        List<ProgramModel> programs = new ArrayList<>();
        byName(object -> object.programs(), BpfFunction::name)
                .forEach((name, variants) ->
                        programs.add(new ProgramModel(name, new PerVariant<>(variants).map(BpfFunction::section))));
        return programs;
    }

    private List<MapModel> maps(DataTypes types) {
        List<MapModel> maps = new ArrayList<>();
        // The object has them in the order in which its code first uses them, which changes with the code.
        new TreeMap<>(byName(object -> object.maps(), BpfMap::name)).forEach((name, variants) -> {
            PerVariant<MapDefinition> definitions = new PerVariant<>(variants).map(BpfMap::definition);
            maps.add(map(name, definitions, types));
            if (definitions.values().values().stream()
                    .allMatch(definition -> definition.inner().isPresent())) {
                maps.add(map(
                        name + "_inner",
                        definitions.map(definition -> definition.inner().orElseThrow()),
                        types));
            }
        });
        return maps;
    }

    private MapModel map(String name, PerVariant<MapDefinition> definitions, DataTypes types) {
        PerVariant<Content> keys = definitions.map(definition ->
                content(ObjectTypes.keyOf(name), definition.keyType().isPresent(), definition.keySize(), types));
        PerVariant<Content> values = definitions.map(definition ->
                content(ObjectTypes.valueOf(name), definition.valueType().isPresent(), definition.valueSize(), types));
        if (!keys.isSame() || !values.isSame()) {
            throw new ScaffoldException(sourceName + ": keys or values of the map " + name
                    + " are not the same in all objects: " + keys.values() + " " + values.values());
        }
        return new MapModel(name, definitions.map(ContentReader::shape), keys.first(), values.first());
    }

    private static MapModel.Shape shape(MapDefinition definition) {
        int type = definition.type().orElse(0);
        return new MapModel.Shape(
                definition.mapType().map(Object::toString).orElse(String.format(Locale.ROOT, "type %d", type)),
                type,
                definition.maxEntries(),
                definition.flags());
    }

    private Content content(String root, boolean typed, long size, DataTypes types) {
        if (typed && selection.enabled()) {
            return new Content.Typed(types.root(root));
        }
        return size == 0 ? new Content.None() : new Content.Raw(size);
    }

    private <T> Map<String, Map<String, T>> byName(Function<BpfObject, List<T>> all, Function<T, String> name) {
        Map<String, Map<String, T>> byName = new LinkedHashMap<>();
        objects.forEach((variant, object) -> all.apply(object)
                .forEach(each -> byName.computeIfAbsent(name.apply(each), first -> new LinkedHashMap<>())
                        .putIfAbsent(variant.resourceFile(), each)));
        return byName;
    }
}
