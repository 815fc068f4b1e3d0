package io.github.bpfmaven.plugin.render;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.inspect.Leak;
import io.github.bpfmaven.object.Finding;
import io.github.bpfmaven.plugin.incremental.LintCodec;
import io.github.bpfmaven.plugin.incremental.LintRecord;
import io.github.bpfmaven.plugin.incremental.StateReader;
import io.github.bpfmaven.plugin.incremental.StateWriter;

/** What a look into an object has shown. */
public sealed interface Look {
    /**
     * No look is possible.
     *
     * @param message why
     */
    record Damaged(String message) implements Look {}

    /**
     * @param findings errors first
     * @param leaks what tells of the machine that builds, errors first
     * @param lint what is allowed, but probably not meant
     * @param report empty if none was asked for
     */
    record Seen(List<Finding> findings, List<Leak> leaks, LintRecord lint, Optional<ReportText> report)
            implements Look {
        public Seen {
            findings = List.copyOf(findings);
            leaks = List.copyOf(leaks);
        }
    }

    /** What {@link #decode} reads. */
    static byte[] encode(Look look) {
        var out = new StateWriter().flag(look instanceof Seen);
        if (look instanceof Damaged damaged) {
            out.text(damaged.message);
        } else if (look instanceof Seen seen) {
            out.list(seen.findings, Look::finding).list(seen.leaks, Look::leak);
            LintCodec.record(out, seen.lint);
            out.optional(seen.report, (to, report) -> report.write(to));
        }
        return out.toBytes();
    }

    /** @param bytes of the same build of this plugin */
    static Look decode(byte[] bytes) {
        var in = new StateReader(bytes);
        return in.flag()
                ? new Seen(
                        in.list(Look::finding),
                        in.list(Look::leak),
                        LintCodec.record(in),
                        in.optional(ReportText::read))
                : new Damaged(in.text());
    }

    private static void finding(StateWriter out, Finding finding) {
        out.text(finding.rule().name()).text(finding.message());
    }

    private static Finding finding(StateReader in) {
        return new Finding(Finding.Rule.valueOf(in.text()), in.text());
    }

    private static void leak(StateWriter out, Leak leak) {
        out.text(leak.severity().name())
                .text(leak.kind().name())
                .text(leak.section())
                .number(leak.offset())
                .text(leak.text());
    }

    private static Leak leak(StateReader in) {
        return new Leak(
                Finding.Severity.valueOf(in.text()),
                Leak.Kind.valueOf(in.text()),
                in.text(),
                in.longNumber(),
                in.text());
    }
}
