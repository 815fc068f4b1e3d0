package io.github.bpfmaven.plugin.incremental;

import io.github.bpfmaven.lint.LintRule;
import io.github.bpfmaven.lint.LintWarning;

/** What was found in an object, as bytes. */
public final class LintCodec {
    private LintCodec() {}

    public static void record(StateWriter out, LintRecord record) {
        out.text(record.limits()).list(record.warnings(), LintCodec::warning);
    }

    public static LintRecord record(StateReader in) {
        return new LintRecord(in.text(), in.list(LintCodec::warning));
    }

    private static void warning(StateWriter out, LintWarning warning) {
        out.text(warning.rule().name())
                .text(warning.message())
                .optional(
                        warning.place(),
                        (place, at) -> place.text(at.file()).number(at.line()).number(at.column()));
    }

    private static LintWarning warning(StateReader in) {
        return new LintWarning(
                LintRule.valueOf(in.text()),
                in.text(),
                in.optional(place -> new LintWarning.Place(place.text(), place.number(), place.number())));
    }
}
