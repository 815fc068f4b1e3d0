package io.github.bpfmaven.plugin.doctor;

/** A report as a table for people: status, check, what was found; cures below. */
public final class DoctorText {
    private static final int WIDTH = 100;
    private static final int STATUS = 9;
    private static final int NAME = 13;

    private DoctorText() {}

    public static String of(DoctorReport report) {
        var text = new StringBuilder();
        var last = "";
        for (var entry : report.entries()) {
            var finding = entry.finding();
            var name = entry.check().equals(last) ? "" : entry.check();
            last = entry.check();
            wrapped(text, padded(finding.status().toString(), STATUS) + padded(name, NAME), finding.text());
            finding.cure().ifPresent(cure -> wrapped(text, " ".repeat(STATUS + NAME) + "-> ", cure));
        }
        return text.append('\n').append(summary(report)).append('\n').toString();
    }

    /** One line with the numbers. */
    public static String summary(DoctorReport report) {
        return count(report.count(Status.ERROR), "error") + ", " + count(report.count(Status.WARNING), "warning") + ", "
                + report.count(Status.OK) + " ok";
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String padded(String word, int width) {
        return word + " ".repeat(Math.max(1, width - word.length()));
    }

    /** Breaks at blanks; what has none, as a path, may be longer. */
    private static void wrapped(StringBuilder text, String first, String content) {
        var indent = first;
        var rest = content;
        while (indent.length() + rest.length() > WIDTH) {
            var blank = rest.lastIndexOf(' ', WIDTH - indent.length());
            if (blank <= 0) {
                blank = rest.indexOf(' ');
            }
            if (blank < 0) {
                break;
            }
            text.append(indent).append(rest, 0, blank).append('\n');
            rest = rest.substring(blank + 1);
            indent = " ".repeat(first.length());
        }
        text.append(indent).append(rest).append('\n');
    }
}
