package io.github.bpfmaven.plugin.constants;

import java.util.Optional;

import io.github.bpfmaven.plugin.constants.ConstantMessage.Severity;

/**
 * A name that may be a constant.
 *
 * @param number tells it from the others in the generated C
 * @param definition what it stands for
 * @param pattern why it is looked at: a literal one if the name is asked for by itself
 */
record Candidate(int number, Definition definition, NamePattern pattern) {
    /** Says that it is no constant. A user who has named it wants to know; others have asked for what there is. */
    ConstantMessage refused(String why) {
        return refused(definition, pattern, why);
    }

    static ConstantMessage refused(Definition definition, NamePattern pattern, String why) {
        var matches = pattern.isLiteral() ? "is in <constants>" : "matches <constants> " + pattern;
        return new ConstantMessage(
                pattern.isLiteral() ? Severity.WARNING : Severity.DEBUG,
                Optional.of(definition.place()),
                definition.name() + " " + matches + ", but isn't a constant: " + why + ": " + definition.shown());
    }
}
