package io.github.bpfmaven.plugin.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.bpfmaven.inspect.FunctionReport;
import io.github.bpfmaven.inspect.KernelNeeds;
import io.github.bpfmaven.plugin.inspect.Wording;

/** Programs and subprograms: what they cost, what they call. */
final class ProgramTables {
    /** {@code MAX_BPF_STACK}. */
    private static final long STACK = 512;

    private final ObjectGroup group;

    ProgramTables(ObjectGroup group) {
        this.group = group;
    }

    void write(Html html) {
        var report = group.report();
        if (report.programs().isEmpty()) {
            return;
        }
        html.text("h3", "Programs");
        var most = Stream.concat(report.programs().stream(), report.subprograms().stream())
                .mapToLong(FunctionReport::loadedInstructions)
                .max()
                .orElse(0);
        Tables.table(
                html,
                "What programs cost. Instructions are those with all subprograms, as the kernel gets them; the stack is that of"
                        + " the deepest chain of calls, of 512 bytes",
                List.of("Program", "Section", "#Instructions", "#Stack", "Kernel"),
                rows -> report.programs().forEach(program -> rows.element("tr", row -> row(program, most, row))));
        if (!report.subprograms().isEmpty()) {
            Tables.table(
                    html,
                    "What subprograms cost, each with those that it calls",
                    List.of("Subprogram", "Linkage", "#Instructions", "#Stack", "Kernel"),
                    rows -> report.subprograms()
                            .forEach(program -> rows.element("tr", row -> row(program, most, row))));
            html.text("h3", "Calls");
            new CallTree(group.files().get(0).inspector()).write(html);
        }
        html.text("h3", "What programs use");
        report.programs().forEach(program -> uses(program, html));
    }

    private static void row(FunctionReport report, long most, Html row) {
        var function = report.function();
        Tables.heading(row, cell -> cell.text("code", function.name()));
        row.element("td", cell -> {
            if (function.section().equals(".text")) {
                cell.text(function.linkage().name().toLowerCase(Locale.ROOT));
            } else {
                cell.text("code", function.section());
                function.kind().ifPresent(kind -> Tables.note(cell, Wording.kind(kind)));
            }
        });
        Tables.bar(
                row,
                report.loadedInstructions(),
                most,
                report.subprograms().isEmpty() ? "" : Wording.number(report.instructions()) + " its own");
        report.chain()
                .ifPresentOrElse(
                        chain -> Tables.bar(
                                row,
                                chain.rounded16(),
                                STACK,
                                report.subprograms().isEmpty() ? "" : report.stack() + " its own"),
                        () -> row.text("td", "a circle of calls"));
        row.text("td", kernel(report.needs()));
    }

    private static void uses(FunctionReport report, Html html) {
        html.element("details", details -> {
            details.element(
                    "summary",
                    summary -> summary.text("code", report.function().name())
                            .text("span", " " + summary(report), "class", "faint"));
            details.element(
                    "dl",
                    list -> {
                        entry(
                                list,
                                "Helpers",
                                report.helpers().stream().map(Wording::helper).toList());
                        entry(list, "Kernel functions", report.kfuncs());
                        entry(list, "Maps", report.maps());
                        entry(list, "Variables", report.variables());
                        entry(list, "Externs", report.externs());
                        entry(list, "Subprograms", report.subprograms());
                        entry(
                                list,
                                "Decides on the kernel",
                                report.needs().decisive().stream()
                                        .map(need -> need.what())
                                        .toList());
                        entry(
                                list,
                                "Not known by release",
                                report.needs().unknown().stream()
                                        .map(need -> need.what())
                                        .toList());
                    },
                    "class",
                    "uses");
        });
    }

    private static String summary(FunctionReport report) {
        return Stream.of(
                        counted(report.helpers().size(), "helper", "helpers"),
                        counted(report.kfuncs().size(), "kernel function", "kernel functions"),
                        counted(report.maps().size(), "map", "maps"),
                        counted(report.variables().size(), "variable", "variables"),
                        counted(report.externs().size(), "extern", "externs"),
                        counted(report.coreRelocations(), "CO-RE relocation", "CO-RE relocations"),
                        report.tailCalls() ? Stream.of("tail calls") : Stream.<String>empty())
                .flatMap(words -> words)
                .reduce((one, other) -> one + ", " + other)
                .orElse("nothing");
    }

    private static Stream<String> counted(int number, String one, String more) {
        return number == 0 ? Stream.empty() : Stream.of(Wording.count(number, one, more));
    }

    private static void entry(Html list, String name, List<String> values) {
        if (!values.isEmpty()) {
            list.text("dt", name).element("dd", dd -> Tables.names(dd, values));
        }
    }

    private static String kernel(KernelNeeds needs) {
        return needs.oldest().map(oldest -> "Linux " + oldest).orElse("any")
                + (needs.unknown().isEmpty() ? "" : ", maybe newer");
    }
}
