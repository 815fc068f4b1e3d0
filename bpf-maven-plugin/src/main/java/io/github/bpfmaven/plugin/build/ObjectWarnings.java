package io.github.bpfmaven.plugin.build;

import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.lint.LintLevel;
import io.github.bpfmaven.lint.ObjectLint;
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

    /** Looks for everything: whether it is to be said may be another matter at the next build. */
    LintRecord look(Source source, ObjectInspector object) {
        var settings = plan.of(source);
        return new LintRecord(settings.limits(), ObjectLint.check(object, settings));
    }

    /** Whether a look now would find the same in the same object. */
    boolean holds(Source source, LintRecord before) {
        return before.limits().equals(plan.of(source).limits());
    }

    /** Says what the user wants to know. @return whether nothing of it is an error */
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
