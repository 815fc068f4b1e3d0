package io.github.bpfmaven.plugin.build;

import java.util.List;

import io.github.bpfmaven.plugin.constants.NamePattern;
import io.github.bpfmaven.plugin.scaffold.ClassOptions;

/**
 * What the generated classes show of their objects.
 *
 * @param options what the classes are like
 * @param constants which macros and enum constants do; none if it is empty
 */
public record JavaSettings(ClassOptions options, List<NamePattern> constants) {
    public JavaSettings {
        constants = List.copyOf(constants);
    }
}
