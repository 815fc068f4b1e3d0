package io.github.bpfmaven.plugin.build;

import java.util.List;

import io.github.bpfmaven.plugin.constants.NamePattern;
import io.github.bpfmaven.plugin.scaffold.TypeSelection;

/**
 * What the generated classes show of their objects.
 *
 * @param types which types become Java
 * @param constants which macros and enum constants do; none if it is empty
 */
public record JavaSettings(TypeSelection types, List<NamePattern> constants) {
    public JavaSettings {
        constants = List.copyOf(constants);
    }
}
