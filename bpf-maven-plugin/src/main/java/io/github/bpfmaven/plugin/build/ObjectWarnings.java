package io.github.bpfmaven.plugin.build;

import io.github.bpfmaven.lint.LintLevel;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.incremental.LintRecord;

/** Warnings about what is allowed in objects, but probably not meant. */
final class ObjectWarnings {
    private final LintPlan plan;
    private final ProjectPaths paths;
    private final DiagnosticLog log;

    ObjectWarnings(LintPlan plan, ProjectPaths paths, DiagnosticLog log) {
        this.plan = plan;
        this.paths = paths;
        this.log = log;
    }

    /** Says what the user wants to know, of all that was found. @return whether nothing of it is an error */
    boolean report(Source source, LintRecord found) {
        var isGood = true;
        for (var warning : found.warnings()) {
            var level = plan.of(source).level(warning.rule());
            if (level != LintLevel.OFF) {
                log.lint(paths.file(source), level == LintLevel.ERROR, warning);
                isGood &= level != LintLevel.ERROR;
            }
        }
        return isGood;
    }
}
