package io.github.bpfmaven.plugin.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why programs were refused or not tried, each reason once: a map that can't be made stops all programs of an object, and what
 * one kernel does not allow it allows none of them.
 */
final class Reasons {
    private final Map<Reason, Set<String>> refused = new LinkedHashMap<>();
    private final Map<Reason, Set<String>> skipped = new LinkedHashMap<>();

    /** @param about the object that was refused; empty for what was not tried */
    private record Reason(String kernel, String about, String text) {}

    private Reasons(List<KernelResult.Asked> kernels) {
        for (var kernel : kernels) {
            for (var program : kernel.programs()) {
                if (program.verdict() instanceof Verdict.Refused verdict) {
                    refused.computeIfAbsent(
                                    new Reason(kernel.kernel(), program.object(), verdict.reason()),
                                    unknown -> new LinkedHashSet<>())
                            .add(program.program());
                } else if (program.verdict() instanceof Verdict.Skipped verdict) {
                    skipped.computeIfAbsent(
                                    new Reason(kernel.kernel(), "", verdict.reason()), unknown -> new LinkedHashSet<>())
                            .add(program.name());
                }
            }
        }
    }

    /** Some lines for each reason. */
    static List<List<String>> of(List<KernelResult.Asked> kernels) {
        var reasons = new Reasons(kernels);
        var paragraphs = new ArrayList<List<String>>();
        reasons.refused.forEach((reason, programs) -> paragraphs.add(lines(reason, programs)));
        reasons.skipped.forEach((reason, programs) -> {
            var why = " not tried on " + reason.kernel() + ": " + reason.text();
            paragraphs.add(
                    programs.size() == 1
                            ? List.of(programs.iterator().next() + " was" + why)
                            : List.of(programs.size() + " programs were" + why, "  " + String.join(", ", programs)));
        });
        return paragraphs;
    }

    private static List<String> lines(Reason reason, Set<String> programs) {
        var lines = new ArrayList<String>();
        (reason.about() + " on " + reason.kernel() + ": " + reason.text())
                .lines()
                .forEach(lines::add);
        if (programs.size() > 1) {
            lines.add("  so none of these is loaded: " + String.join(", ", programs));
        }
        return lines;
    }
}
