package io.github.bpfmaven.plugin.scaffold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.bpfmaven.btf.Btf;
import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.btf.CText;
import io.github.bpfmaven.object.BpfDataSection;
import io.github.bpfmaven.object.BpfMap;
import io.github.bpfmaven.object.BpfObject;
import io.github.bpfmaven.object.MapDefinition;
import io.github.bpfmaven.plugin.datatypes.DataTypes;
import io.github.bpfmaven.plugin.datatypes.SectionTypes;
import io.github.bpfmaven.plugin.datatypes.TypePath;
import io.github.bpfmaven.plugin.datatypes.TypeReader;
import io.github.bpfmaven.plugin.datatypes.TypeRoot;
import io.github.bpfmaven.plugin.names.Identifiers;
import io.github.bpfmaven.plugin.names.NameScope;

/** The types of one object that become Java: those of maps and variables, and those that are selected. */
final class ObjectTypes {
    /** The class that sections are in. */
    static final String GLOBALS = "Globals";

    private final BpfObject object;
    private final TypeSelection selection;
    private final Set<String> reserved;

    ObjectTypes(BpfObject object, TypeSelection selection, Set<String> reserved) {
        this.object = object;
        this.selection = selection;
        this.reserved = reserved;
    }

    static String keyOf(String map) {
        return "the key of map " + map;
    }

    static String valueOf(String map) {
        return "the value of map " + map;
    }

    /** Whether {@link #types()} of one object is that of the other; byte order makes no difference to it. */
    static boolean areSame(BpfObject one, BpfObject other) {
        return one.btf().map(Btf::types).equals(other.btf().map(Btf::types))
                && one.maps().equals(other.maps())
                && sections(one).equals(sections(other));
    }

    /** What of sections is looked at: not their bytes. */
    private static List<Object> sections(BpfObject object) {
        List<Object> sections = new ArrayList<>();
        for (BpfDataSection section : object.dataSections()) {
            sections.addAll(List.of(section.name(), section.size(), section.variables()));
        }
        return sections;
    }

    /** @throws io.github.bpfmaven.plugin.datatypes.DataTypeException if a type can't be one of Java */
    DataTypes types() {
        if (object.btf().isEmpty()) {
            return DataTypes.none();
        }
        Btf btf = object.btf().get();
        List<TypeRoot> roots = new ArrayList<>();
        object.maps().forEach(map -> addMap(map, roots));
        object.dataSections().forEach(section -> roots.addAll(SectionTypes.roots(btf, section)));
        addSelected(btf, roots);
        DataTypes types = TypeReader.read(btf, roots, reserved, selection.prefix());
        for (Map.Entry<BpfDataSection, String> section : sectionNames().entrySet()) {
            TypePath path = TypePath.top(GLOBALS).nested(section.getValue());
            types = types.with(SectionTypes.of(path, btf, section.getKey(), types));
        }
        return types;
    }

    private static void addMap(BpfMap map, List<TypeRoot> roots) {
        add(map.name(), map.definition(), roots);
        map.definition().inner().ifPresent(inner -> add(map.name() + "_inner", inner, roots));
    }

    private static void add(String name, MapDefinition definition, List<TypeRoot> roots) {
        add(keyOf(name), definition.keyType(), name + "_key", roots);
        add(valueOf(name), definition.valueType(), name + "_value", roots);
    }

    private static void add(String id, OptionalInt type, String user, List<TypeRoot> roots) {
        type.ifPresent(number -> roots.add(new TypeRoot(id, number, user)));
    }

    private void addSelected(Btf btf, List<TypeRoot> roots) {
        List<Pattern> patterns =
                selection.names().stream().map(TypeSelection::pattern).toList();
        for (int id = 1; id < btf.types().size(); id++) {
            String text = cText(btf, id);
            if (patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches())) {
                roots.add(new TypeRoot(
                        text + " (type " + id + ")", id, btf.type(id).name()));
            }
        }
    }

    /** A struct, union, enum, or typedef of one, as C writes it; empty for any other type, and for one without a name. */
    static String cText(Btf btf, int id) {
        BtfKind kind = btf.type(btf.resolve(id)).kind();
        boolean defined =
                kind == BtfKind.STRUCT || kind == BtfKind.UNION || kind == BtfKind.ENUM || kind == BtfKind.ENUM64;
        BtfType type = btf.type(id);
        // A tag has a text, which is no name.
        if (!defined || type.name().isEmpty() || type.kind() == BtfKind.TYPE_TAG) {
            return "";
        }
        return new CText(btf).type(id);
    }

    /** {@code .data.cfg} is {@code DataCfg}. */
    private Map<BpfDataSection, String> sectionNames() {
        Set<String> names = new LinkedHashSet<>();
        List<BpfDataSection> sections = object.dataSections().stream()
                .filter(section -> !section.variables().isEmpty())
                .toList();
        sections.forEach(section -> names.add(section.name().substring(1)));
        Set<String> taken = new HashSet<>(reserved);
        taken.add(GLOBALS);
        Map<String, String> java = NameScope.ofTypes(name -> Identifiers.upperCamel(name.replace('.', '_')), "", taken)
                .of(names);
        Map<BpfDataSection, String> byName = new LinkedHashMap<>();
        sections.forEach(
                section -> byName.put(section, java.getOrDefault(section.name().substring(1), section.name())));
        return byName;
    }
}
