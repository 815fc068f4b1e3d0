package io.github.bpfmaven.plugin.report;

import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.loader.report.VerifierStatistics;
import io.github.bpfmaven.plugin.inspect.Wording;
import io.github.bpfmaven.plugin.verify.KernelResult;
import io.github.bpfmaven.plugin.verify.Verdict;

/** What kernels said to the programs when they were asked last. */
record KernelsSection(List<KernelResult> results) implements PageSection {
    @Override
    public String id() {
        return "kernels";
    }

    @Override
    public String title() {
        return "Kernels";
    }

    @Override
    public void write(Html html) {
        html.text(
                "p",
                "What bpf:verify found last: for each program the instructions that the kernel's verifier went through, and"
                        + " the bytes of stack of its functions.");
        var kernels = asked();
        var columns = new ArrayList<>(List.of("Program"));
        kernels.forEach(kernel -> columns.add("#" + kernel.kernel()));
        Tables.table(
                html,
                "Programs by kernels",
                columns,
                rows -> programs().forEach(name -> rows.element("tr", row -> program(row, name, kernels))));
        tests(html, kernels);
        refusals(html, kernels);
        for (var result : results) {
            if (result instanceof KernelResult.Absent absent) {
                html.text("p", absent.kernel() + " was not asked: " + absent.reason());
            }
        }
    }

    private List<KernelResult.Asked> asked() {
        return results.stream()
                .filter(KernelResult.Asked.class::isInstance)
                .map(KernelResult.Asked.class::cast)
                .toList();
    }

    private List<String> programs() {
        return asked().stream()
                .flatMap(kernel -> kernel.programs().stream())
                .map(program -> program.name())
                .distinct()
                .toList();
    }

    private static void program(Html row, String name, List<KernelResult.Asked> kernels) {
        Tables.heading(row, cell -> cell.text("code", name));
        for (var kernel : kernels) {
            kernel.programs().stream()
                    .filter(program -> program.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            program -> verdict(row, program.verdict()), () -> row.text("td", "", "class", "number"));
        }
    }

    private static void verdict(Html row, Verdict verdict) {
        if (verdict instanceof Verdict.Loaded loaded) {
            row.element(
                    "td",
                    cell -> {
                        cell.text(
                                "span",
                                loaded.statistics()
                                        .map(VerifierStatistics::instructions)
                                        .map(Wording::number)
                                        .orElse("loaded"));
                        var stack = loaded.statistics()
                                .map(VerifierStatistics::stack)
                                .orElse("");
                        var more = stack.isEmpty() ? "" : "stack " + stack;
                        Tables.note(cell, more + (loaded.jited() ? "" : (more.isEmpty() ? "" : ", ") + "interpreted"));
                    },
                    "class",
                    "number");
        } else {
            var refused = verdict instanceof Verdict.Refused;
            row.text("td", refused ? "refused" : "not tried", "class", refused ? "number warned" : "number");
        }
    }

    private static void tests(Html html, List<KernelResult.Asked> kernels) {
        if (kernels.stream().allMatch(kernel -> kernel.tests().isEmpty())) {
            return;
        }
        Tables.table(
                html,
                "Programs that were run",
                List.of("Test", "Program", "Kernel", "Result"),
                rows -> kernels.forEach(kernel -> kernel.tests()
                        .forEach(test -> rows.element("tr", row -> {
                            Tables.heading(row, cell -> cell.text(test.test()));
                            row.element("td", cell -> cell.text("code", test.object() + ": " + test.program()));
                            row.text("td", kernel.kernel());
                            if (test.failed()) {
                                row.text("td", String.join("; ", test.differences()), "class", "warned");
                            } else {
                                row.text("td", "passed");
                            }
                        }))));
    }

    private static void refusals(Html html, List<KernelResult.Asked> kernels) {
        for (var kernel : kernels) {
            for (var program : kernel.programs()) {
                if (program.verdict() instanceof Verdict.Refused refused) {
                    html.text("h3", program.name() + " on " + kernel.kernel());
                    html.text("pre", refused.reason());
                }
            }
        }
    }
}
