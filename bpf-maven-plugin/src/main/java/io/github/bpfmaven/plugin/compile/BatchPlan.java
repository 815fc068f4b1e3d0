package io.github.bpfmaven.plugin.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Which units one clang process may get together. As many as are worth it while there is much to do, fewer towards the end, so
 * that no core waits for the last batch; none where there is a core for each.
 */
final class BatchPlan {
    /** From here on a process's start no longer counts, and its lists of files do, which grow with the square of it. */
    static final int MOST = 16;

    /** With fewer units for a process, asking the driver takes as long as is gained. */
    private static final int LEAST = 4;

    private BatchPlan() {}

    /**
     * Divides units.
     *
     * @param units the most important first
     * @param processes how many run at once
     * @return all of them, by their first one's order; those of one batch have the same target and flags
     */
    static List<List<CompileUnit>> of(List<CompileUnit> units, int processes) {
        if (units.size() < LEAST * processes) {
            return units.stream().map(List::of).toList();
        }
        var batches = new ArrayList<List<CompileUnit>>();
        var open = new LinkedHashMap<Alike, List<CompileUnit>>();
        for (var at = 0; at < units.size(); at++) {
            var unit = units.get(at);
            var alike = new Alike(unit.target(), unit.flags());
            var batch = open.computeIfAbsent(alike, some -> {
                var next = new ArrayList<CompileUnit>();
                batches.add(next);
                return next;
            });
            batch.add(unit);
            var left = units.size() - at;
            if (batch.size() >= Math.min(MOST, left / processes)) {
                open.remove(alike);
            }
        }
        return batches;
    }

    private record Alike(CompileTarget target, CompilerFlags flags) {}
}
