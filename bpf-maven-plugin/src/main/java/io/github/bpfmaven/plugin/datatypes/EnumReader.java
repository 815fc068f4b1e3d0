package io.github.bpfmaven.plugin.datatypes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.bpfmaven.btf.BtfEnumerator;
import io.github.bpfmaven.btf.BtfType;
import io.github.bpfmaven.plugin.names.Identifiers;
import io.github.bpfmaven.plugin.names.NameScope;

/** Reads enums. */
final class EnumReader {
    /** Constants that every generated enum has, its component, and classes that it names. */
    private static final Set<String> RESERVED = Set.of("BYTE_SIZE", "value", "Bytes", "Integer", "Long", "List");

    private static final String VALUE_SUFFIX = "_VALUE";

    Definition.Enumeration read(TypePath path, String cName, BtfType type) {
        if (type instanceof BtfType.Enum64 values) {
            return new Definition.Enumeration(
                    path, cName, values.size(), values.signed(), constants(values.values(), values.size()));
        }
        BtfType.Enum values = (BtfType.Enum) type;
        return new Definition.Enumeration(
                path, cName, values.size(), values.signed(), constants(values.values(), values.size()));
    }

    private static List<Definition.Constant> constants(List<BtfEnumerator> enumerators, long size) {
        Map<String, Long> values = new LinkedHashMap<>();
        enumerators.forEach(enumerator -> values.putIfAbsent(enumerator.name(), enumerator.value()));
        Map<String, String> names = new NameScope(Identifiers::constant, RESERVED).of(values.keySet());
        Set<String> taken = new HashSet<>(names.values());
        List<Definition.Constant> constants = new ArrayList<>();
        values.forEach((cName, value) -> {
            String name = names.getOrDefault(cName, cName);
            String valueName = name + VALUE_SUFFIX;
            // Where there are NEW and NEW_VALUE, enumerators have the first choice.
            while (!taken.add(valueName)) {
                valueName += "_";
            }
            constants.add(new Definition.Constant(cName, name, valueName, value));
        });
        return constants;
    }
}
