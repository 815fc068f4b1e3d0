package io.github.bpfmaven.plugin.report;

import java.util.List;
import java.util.Locale;

import io.github.bpfmaven.plugin.inspect.Wording;

/** Tables as this page has them: they scroll by themselves where they are wider than the screen. */
final class Tables {
    private Tables() {}

    /**
     * A table.
     *
     * @param caption what it shows, read out by screen readers
     * @param columns headings; of numbers behind a {@code #}
     * @param rows writes {@code tr} elements
     */
    static void table(Html html, String caption, List<String> columns, Html.Content rows) {
        html.element(
                "div",
                scroll -> scroll.element("table", table -> {
                    table.text("caption", caption);
                    table.element(
                            "thead",
                            head -> head.element(
                                    "tr",
                                    row -> columns.forEach(column -> {
                                        if (column.startsWith("#")) {
                                            row.text("th", column.substring(1), "scope", "col", "class", "number");
                                        } else {
                                            row.text("th", column, "scope", "col");
                                        }
                                    })));
                    table.element("tbody", rows);
                }),
                "class",
                "scroll",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                caption);
    }

    /** The cell that says what a row is about. */
    static void heading(Html row, Html.Content content) {
        row.element("th", content, "scope", "row");
    }

    /** A number, and how large a part of another it is as a bar. @param more said below it; may be empty */
    static void bar(Html row, long number, long of, String more) {
        row.element(
                "td",
                cell -> {
                    cell.text("span", Wording.number(number));
                    var percent = of == 0 ? 0 : Math.min(100, 100.0 * number / of);
                    cell.element(
                            "span",
                            bar -> bar.text("span", "", "style", String.format(Locale.ROOT, "width:%.1f%%", percent)),
                            "class",
                            number > of ? "bar over" : "bar",
                            "aria-hidden",
                            "true");
                    if (!more.isEmpty()) {
                        note(cell, more);
                    }
                },
                "class",
                "number");
    }

    /** Something smaller below what stands in a cell already. */
    static void note(Html cell, String text) {
        // What copies or reads out the text needs more than a look between the two.
        cell.text(" ").text("small", text);
    }

    /** A number. */
    static void number(Html row, String text) {
        row.text("td", text, "class", "number");
    }

    /** Names of things in code, with commas between; a dash if there are none. */
    static void names(Html html, List<String> names) {
        if (names.isEmpty()) {
            html.text("span", "none", "class", "faint");
        }
        for (var i = 0; i < names.size(); i++) {
            html.text(i == 0 ? "" : ", ").text("code", names.get(i));
        }
    }
}
