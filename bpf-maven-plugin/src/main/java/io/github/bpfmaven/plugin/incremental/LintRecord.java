package io.github.bpfmaven.plugin.incremental;

import java.util.List;

import io.github.bpfmaven.lint.LintWarning;

/**
 * What was found in an object, whatever it comes to.
 *
 * @param limits those that were looked for, as {@link io.github.bpfmaven.lint.LintSettings#limits} has them
 * @param warnings in the order in which they are said
 */
public record LintRecord(String limits, List<LintWarning> warnings) {
    public LintRecord {
        warnings = List.copyOf(warnings);
    }
}
