package io.github.bpfmaven.plugin.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.bpfmaven.inspect.DataReport;
import io.github.bpfmaven.inspect.KernelNeed;
import io.github.bpfmaven.inspect.ObjectReport;
import io.github.bpfmaven.lint.LintWarning;
import io.github.bpfmaven.object.Finding;
import io.github.bpfmaven.plugin.inspect.Wording;

/** What variants of an object have in common: nothing of byte order, size and digest. */
final class ObjectDetails {
    private final ObjectGroup group;
    private final ObjectReport report;

    ObjectDetails(ObjectGroup group) {
        this.group = group;
        this.report = group.report();
    }

    void write(Html html) {
        var needs = report.needs();
        html.element(
                "p",
                line -> line.text("License: ")
                        .text("strong", report.object().license().orElse("none"))
                        .text(report.object().hasBtf() ? ". It has BTF. It needs " : ". It has no BTF. It needs ")
                        .text(
                                "strong",
                                needs.oldest()
                                        .map(oldest -> "Linux " + oldest + " or newer")
                                        .orElse("any Linux"))
                        .text(because(needs.decisive()))
                        .text(needs.unknown().isEmpty() ? "." : ", and a kernel with what is not known by release."));
        warnings(html);
        new ProgramTables(group).write(html);
        new MapTable(report).write(html);
        data(html);
        core(html);
        symbols(html);
        kernel(html);
    }

    private void warnings(Html html) {
        if (report.findings().isEmpty() && group.warnings().isEmpty()) {
            return;
        }
        html.text("h3", "Warnings");
        html.element(
                "ul",
                list -> {
                    for (Finding finding : report.findings()) {
                        list.element(
                                "li",
                                item -> item.text(
                                                "strong",
                                                finding.severity().name().toLowerCase(Locale.ROOT))
                                        .text(": " + finding.message()));
                    }
                    group.warnings().forEach(warning -> list.element("li", item -> warning(warning, item)));
                },
                "class",
                "warnings");
    }

    private static void warning(LintWarning warning, Html item) {
        item.text("strong", warning.rule().toString());
        warning.place().ifPresent(place -> item.text(" ").text("code", shown(place)));
        item.text(": " + warning.message());
    }

    private static String shown(LintWarning.Place place) {
        return (place.file().startsWith("./") ? place.file().substring(2) : place.file()) + ":" + place.line();
    }

    private void data(Html html) {
        if (report.data().isEmpty()) {
            return;
        }
        html.text("h3", "Global variables");
        Tables.table(
                html,
                "Global variables by section",
                List.of("Variable", "Section", "#Bytes", "Starts as"),
                rows -> report.data()
                        .forEach(section -> section.variables()
                                .forEach(variable -> rows.element("tr", row -> variable(section, variable, row)))));
    }

    private static void variable(DataReport section, DataReport.VariableReport variable, Html row) {
        Tables.heading(row, cell -> cell.text("code", variable.declaration()));
        row.element(
                "td",
                cell -> cell.text("code", section.section().name())
                        .text(section.section().writable() ? "" : ", read-only"));
        Tables.number(row, Wording.number(variable.variable().size()));
        row.element(
                "td",
                cell -> variable.value()
                        .ifPresentOrElse(
                                value -> cell.text("code", value), () -> cell.text("span", "zeros", "class", "faint")));
    }

    private void core(Html html) {
        if (report.coreRelocations().isEmpty()) {
            return;
        }
        html.text("h3", "CO-RE relocations");
        Tables.table(
                html,
                "What a loader adapts to the kernel",
                List.of("Of", "What", "Access", "#Times"),
                rows -> report.coreRelocations()
                        .forEach(use -> rows.element("tr", row -> {
                            Tables.heading(row, cell -> cell.text("code", use.subject()));
                            row.text("td", use.kind());
                            row.element("td", cell -> cell.text("code", use.access()));
                            Tables.number(row, Wording.number(use.count()));
                        })));
    }

    private void symbols(Html html) {
        var object = report.object();
        if (object.externs().isEmpty() && object.structOps().isEmpty()) {
            return;
        }
        html.text("h3", "What a loader connects");
        Tables.table(html, "Externs and tables of struct_ops", List.of("Name", "What"), rows -> {
            object.structOps().forEach(table -> symbol(table.name(), "table in " + table.section(), rows));
            object.externs()
                    .forEach(extern -> symbol(
                            extern.name(),
                            extern.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                    + (extern.weak() ? ", weak" : ""),
                            rows));
        });
    }

    private static void symbol(String name, String what, Html rows) {
        rows.element("tr", row -> {
            Tables.heading(row, cell -> cell.text("code", name));
            row.text("td", what);
        });
    }

    private void kernel(Html html) {
        if (!report.needs().needs().isEmpty()) {
            html.text("h3", "Kernel");
            Tables.table(
                    html,
                    "What it needs of a kernel, the newest first",
                    List.of("What", "Since", "Commit"),
                    rows -> report.needs().needs().forEach(need -> rows.element("tr", row -> need(need, row))));
        }
    }

    private static String because(List<KernelNeed> decisive) {
        return decisive.isEmpty()
                ? ""
                : " because of " + decisive.stream().map(KernelNeed::what).collect(Collectors.joining(", "));
    }

    private static void need(KernelNeed need, Html row) {
        Tables.heading(row, cell -> cell.text(need.what()));
        row.text("td", need.since().map(since -> "Linux " + since).orElse("not known"));
        row.element("td", cell -> need.commit().ifPresent(commit -> cell.text("code", commit)));
    }
}
