package io.github.bpfmaven.plugin.scaffold;

import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.bpfmaven.plugin.constants.CConstant;
import io.github.bpfmaven.plugin.datatypes.DataTypes;

/**
 * What a generated class shows of its objects.
 *
 * @param programs in the order of the first object
 * @param maps in the order of their names
 * @param types those that are generated; sections of variables are among them, within {@link ObjectTypes#GLOBALS}
 * @param layouts the named types as text, see {@link io.github.bpfmaven.plugin.datatypes.LayoutLines}, by byte order
 * @param constants by their names in C
 * @param license what the object's {@code license} section says; empty if it has none
 */
record ClassContent(
        List<ProgramModel> programs,
        List<MapModel> maps,
        DataTypes types,
        Map<ByteOrder, List<String>> layouts,
        Map<String, PerVariant<CConstant>> constants,
        Optional<String> license) {
    /** The collections are copied. */
    ClassContent {
        programs = List.copyOf(programs);
        maps = List.copyOf(maps);
        layouts = Map.copyOf(layouts);
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    /** The named types as text; empty if there are none, or no object in that byte order. */
    List<String> layouts(ByteOrder order) {
        return layouts.getOrDefault(order, List.of());
    }
}
