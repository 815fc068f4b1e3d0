package io.github.bpfmaven.plugin.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The lines in which two texts differ, with a few around them: {@code -} for the first, {@code +} for the second. */
final class LineDiff {
    private static final int CONTEXT = 2;
    private static final int MOST = 60;

    /** More than that, and the texts have little in common: the table below would not fit into memory. */
    private static final int LARGEST = 4_000;

    private final List<String> before;
    private final List<String> after;
    private final List<String> beforeKeys;
    private final List<String> afterKeys;

    /** @param key what of a line counts */
    LineDiff(List<String> before, List<String> after, UnaryOperator<String> key) {
        this.before = before;
        this.after = after;
        this.beforeKeys = before.stream().map(key).toList();
        this.afterKeys = after.stream().map(key).toList();
    }

    boolean isEmpty() {
        return beforeKeys.equals(afterKeys);
    }

    /** The differences, no more than a person reads. */
    List<String> lines() {
        var start = 0;
        while (start < before.size()
                && start < after.size()
                && beforeKeys.get(start).equals(afterKeys.get(start))) {
            start++;
        }
        var end = 0;
        while (end < before.size() - start
                && end < after.size() - start
                && beforeKeys.get(before.size() - 1 - end).equals(afterKeys.get(after.size() - 1 - end))) {
            end++;
        }
        var marked = new ArrayList<String>();
        for (var index = Math.max(0, start - CONTEXT); index < start; index++) {
            marked.add("  " + before.get(index));
        }
        middle(start, before.size() - end, after.size() - end, marked);
        for (var index = before.size() - end; index < Math.min(before.size(), before.size() - end + CONTEXT); index++) {
            marked.add("  " + before.get(index));
        }
        var shown = folded(marked);
        return shown.size() <= MOST
                ? shown
                : concat(shown.subList(0, MOST), "  ... and " + (shown.size() - MOST) + " more lines");
    }

    /** By the longest common subsequence. */
    private void middle(int start, int beforeEnd, int afterEnd, List<String> marked) {
        var rows = beforeEnd - start;
        var columns = afterEnd - start;
        if (rows > LARGEST || columns > LARGEST) {
            before.subList(start, beforeEnd).forEach(line -> marked.add("- " + line));
            after.subList(start, afterEnd).forEach(line -> marked.add("+ " + line));
            return;
        }
        var common = new int[rows + 1][columns + 1];
        for (var row = rows - 1; row >= 0; row--) {
            for (var column = columns - 1; column >= 0; column--) {
                common[row][column] = same(start + row, start + column)
                        ? common[row + 1][column + 1] + 1
                        : Math.max(common[row + 1][column], common[row][column + 1]);
            }
        }
        var row = 0;
        var column = 0;
        while (row < rows || column < columns) {
            if (row < rows && column < columns && same(start + row, start + column)) {
                marked.add("  " + before.get(start + row));
                row++;
                column++;
            } else if (column == columns || (row < rows && common[row + 1][column] >= common[row][column + 1])) {
                marked.add("- " + before.get(start + row++));
            } else {
                marked.add("+ " + after.get(start + column++));
            }
        }
    }

    private boolean same(int one, int other) {
        return beforeKeys.get(one).equals(afterKeys.get(other));
    }

    /** Leaves out what is far from any difference. */
    private static List<String> folded(List<String> marked) {
        var shown = new ArrayList<String>();
        var skipped = false;
        for (var index = 0; index < marked.size(); index++) {
            var isNear = false;
            for (var near = Math.max(0, index - CONTEXT);
                    near <= Math.min(marked.size() - 1, index + CONTEXT);
                    near++) {
                isNear |= !marked.get(near).startsWith("  ");
            }
            if (isNear) {
                if (skipped && !shown.isEmpty()) {
                    shown.add("  ...");
                }
                shown.add(marked.get(index));
            }
            skipped = !isNear;
        }
        return shown;
    }

    private static List<String> concat(List<String> lines, String last) {
        var all = new ArrayList<>(lines);
        all.add(last);
        return all;
    }
}
