package io.github.bpfmaven.plugin.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints what was measured, as Markdown: minimum / median / maximum, and what the aim says of the median. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.println();
        out.println("### " + text);
        out.println();
    }

    void tableHead(String... columns) {
        row(columns);
        out.println("|" + " --- |".repeat(columns.length));
    }

    void row(String... cells) {
        out.println("| " + String.join(" | ", cells) + " |");
        out.flush();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A row of both sides, with their ratio run by run. */
    void compare(String what, List<Usage> plain, List<Usage> plugin, ToDoubleFunction<Usage> of, Aim aim) {
        var left = values(plain, of);
        var right = values(plugin, of);
        var ratio = Spread.ofRatios(right, left);
        row(what, Spread.of(left).toString(), Spread.of(right).toString(), ratio.toString(), aim.judge(ratio));
    }

    static List<Double> values(List<Usage> runs, ToDoubleFunction<Usage> of) {
        return runs.stream().mapToDouble(of).boxed().toList();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
