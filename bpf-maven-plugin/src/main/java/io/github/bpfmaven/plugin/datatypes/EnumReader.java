package io.github.bpfmaven.plugin.datatypes;

import java.util.ArrayList;
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

    /** Becomes {@code _VALUE}; with the dot, what is not an enumerator of C but made from one never has the name of one. */
    private static final String VALUE_SUFFIX = ".VALUE";

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
        List<String> wanted = new ArrayList<>(values.keySet());
        values.keySet().forEach(name -> wanted.add(name + VALUE_SUFFIX));
        Map<String, String> names = new NameScope(Identifiers::constant, RESERVED).of(wanted);
        List<Definition.Constant> constants = new ArrayList<>();
        values.forEach((name, value) -> constants.add(new Definition.Constant(
                name, names.getOrDefault(name, name), names.getOrDefault(name + VALUE_SUFFIX, name), value)));
        return constants;
    }
}
