package io.github.bpfmaven.plugin.verify;

import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.loader.report.VerifierStatistics;

/** What kernels say, for people: a table of programs by kernels, and below it why programs were refused and tests failed. */
final class TextTable {
    private static final String GAP = "  ";
    /** Wider tables are torn by terminals, and have kernels below programs in place of beside them. */
    private static final int WIDTH = 140;

    private TextTable() {}

    static List<String> of(List<KernelResult> results) {
        var lines = new ArrayList<String>();
        var asked = asked(results);
        if (!asked.isEmpty()) {
            var table = table(asked);
            var wide = aligned(table);
            lines.addAll(wide.stream().allMatch(line -> line.length() <= WIDTH) ? wide : below(table));
        }
        Reasons.of(asked).forEach(lines::addAll);
        for (var kernel : asked) {
            for (var test : kernel.tests()) {
                for (var difference : test.differences()) {
                    lines.add("test '" + test.test() + "' of " + test.object() + ": " + test.program() + " on "
                            + kernel.kernel() + " failed: " + difference);
                }
            }
        }
        for (var result : results) {
            if (result instanceof KernelResult.Absent absent) {
                lines.add(absent.kernel() + " was not asked: " + absent.reason());
            }
        }
        return lines.stream().flatMap(String::lines).map(TextTable::printable).toList();
    }

    /** Names and lines of C come from objects of others, and are not to move a terminal's cursor. */
    private static String printable(String line) {
        return line.replaceAll("[\\p{Cc}&&[^\t]]", "?");
    }

    static List<KernelResult.Asked> asked(List<KernelResult> results) {
        return results.stream()
                .filter(KernelResult.Asked.class::isInstance)
                .map(KernelResult.Asked.class::cast)
                .toList();
    }

    private static List<List<String>> table(List<KernelResult.Asked> kernels) {
        var rows = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of("program"));
        kernels.forEach(kernel -> head.add(kernel.kernel()));
        rows.add(head);
        var names = kernels.stream()
                .flatMap(kernel -> kernel.programs().stream())
                .map(ProgramResult::name)
                .distinct()
                .toList();
        for (var name : names) {
            var row = new ArrayList<>(List.of(name));
            for (var kernel : kernels) {
                row.add(kernel.programs().stream()
                        .filter(program -> program.name().equals(name))
                        .findFirst()
                        .map(program -> cell(program.verdict()))
                        .orElse("no such object"));
            }
            rows.add(row);
        }
        for (var test : kernels.stream()
                .flatMap(kernel -> kernel.tests().stream())
                .map(TestResult::test)
                .distinct()
                .toList()) {
            var row = new ArrayList<>(List.of("test '" + test + "'"));
            for (var kernel : kernels) {
                row.add(kernel.tests().stream()
                        .filter(result -> result.test().equals(test))
                        .findFirst()
                        .map(result -> result.failed() ? "FAILED" : "passed")
                        .orElse("not run"));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String cell(Verdict verdict) {
        if (verdict instanceof Verdict.Loaded loaded) {
            return loaded.statistics().map(TextTable::statistics).orElse("loaded")
                    + (loaded.jited() ? "" : ", interpreted");
        }
        return verdict instanceof Verdict.Refused ? "REFUSED" : "not tried";
    }

    private static String statistics(VerifierStatistics statistics) {
        return statistics.instructions() + " insns, " + statistics.states() + " states"
                + (statistics.stack().isEmpty() ? "" : ", stack " + statistics.stack());
    }

    /** A paragraph for each program, with a line for each kernel. */
    private static List<String> below(List<List<String>> table) {
        var lines = new ArrayList<String>();
        var kernels = table.get(0);
        for (var row : table.subList(1, table.size())) {
            lines.add(row.get(0));
            var cells = new ArrayList<List<String>>();
            for (var column = 1; column < row.size(); column++) {
                cells.add(List.of(GAP + kernels.get(column), row.get(column)));
            }
            lines.addAll(aligned(cells));
        }
        return lines;
    }

    private static List<String> aligned(List<List<String>> rows) {
        var widths = new int[rows.get(0).size()];
        for (var row : rows) {
            for (var column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var column = 0; column < widths.length; column++) {
                var cell = row.get(column);
                line.append(cell)
                        .append(" ".repeat(widths[column] - cell.length()))
                        .append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
