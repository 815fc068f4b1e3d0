package io.github.bpfmaven.plugin.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.bpfmaven.inspect.KernelVersion;
import io.github.bpfmaven.plugin.inspect.Wording;

/** What there is, and in one line of each object what matters of it. */
record Overview(List<ObjectGroup> groups) implements PageSection {
    @Override
    public String id() {
        return "overview";
    }

    @Override
    public String title() {
        return "Overview";
    }

    @Override
    public void write(Html html) {
        html.element("dl", this::figures, "class", "figures");
        Tables.table(
                html,
                "All objects",
                List.of("Object", "#Variants", "#Programs", "#Maps", "License", "Kernel", "#Warnings"),
                rows -> groups.forEach(group -> rows.element("tr", row -> row(group, row))));
    }

    private void figures(Html html) {
        var files = groups.stream().mapToInt(group -> group.files().size()).sum();
        var programs = groups.stream()
                .mapToInt(group -> group.report().programs().size())
                .sum();
        var maps =
                groups.stream().mapToInt(group -> group.report().maps().size()).sum();
        figure(
                html,
                "Objects",
                Wording.number(files),
                groups.size() == files ? "" : "of " + Wording.count(groups.size(), "source", "sources"));
        figure(html, "Programs", Wording.number(programs), "");
        figure(html, "Maps", Wording.number(maps), "");
        figure(
                html,
                "Oldest kernel",
                oldest().map(version -> "Linux " + version).orElse("any"),
                decisive());
        figure(html, "Warnings", Wording.number(warnings()), "");
    }

    private static void figure(Html html, String name, String value, String more) {
        html.element("div", figure -> {
            figure.text("dt", name);
            figure.element("dd", dd -> {
                dd.text("span", value, "class", "large");
                if (!more.isEmpty()) {
                    Tables.note(dd, more);
                }
            });
        });
    }

    private Optional<KernelVersion> oldest() {
        return groups.stream()
                .flatMap(group -> group.report().needs().oldest().stream())
                .max(KernelVersion::compareTo);
    }

    private String decisive() {
        var all = groups.stream()
                .map(group -> group.report().needs())
                .filter(needs -> Objects.equals(needs.oldest(), oldest()))
                .flatMap(needs -> needs.decisive().stream())
                .map(need -> need.what())
                .distinct()
                .toList();
        return all.isEmpty() ? "" : all.size() == 1 ? all.get(0) : all.get(0) + ", " + (all.size() - 1) + " more";
    }

    private long warnings() {
        return groups.stream().mapToLong(Overview::warnings).sum();
    }

    private static long warnings(ObjectGroup group) {
        return Stream.concat(group.report().findings().stream(), group.warnings().stream())
                .count();
    }

    private static void row(ObjectGroup group, Html row) {
        Tables.heading(row, cell -> cell.text("a", group.name(), "href", "#" + group.id()));
        Tables.number(row, Wording.number(group.files().size()));
        Tables.number(row, Wording.number(group.report().programs().size()));
        Tables.number(row, Wording.number(group.report().maps().size()));
        row.text("td", group.report().object().license().orElse("none"));
        row.text(
                "td",
                group.report()
                                .needs()
                                .oldest()
                                .map(version -> "Linux " + version)
                                .orElse("any")
                        + (group.report().needs().unknown().isEmpty() ? "" : ", maybe newer"));
        var count = warnings(group);
        row.text("td", Wording.number(count), "class", count == 0 ? "number" : "number warned");
    }
}
