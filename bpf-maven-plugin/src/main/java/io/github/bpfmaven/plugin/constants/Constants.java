package io.github.bpfmaven.plugin.constants;

import java.util.List;

/**
 * The constants of one source for one target.
 *
 * @param constants in the order in which the source, with its headers, defines them
 * @param unmatched the patterns, no exclusions, that match neither a macro nor an enum constant of this source. Worth a warning
 *     where that is so for every source. Empty if the source has errors
 * @param messages about what matches and is no constant; of a source with errors, the first of them. They add nothing where the
 *     source doesn't compile
 */
public record Constants(
        List<CConstant> constants, List<NamePattern> unmatched, List<ConstantMessage> messages, boolean isComplete) {
    /** Where nothing was asked for. */
    public static final Constants NONE = new Constants(List.of(), List.of(), List.of(), true);

    public Constants {
        constants = List.copyOf(constants);
        unmatched = List.copyOf(unmatched);
        messages = List.copyOf(messages);
    }
}
