package io.github.bpfmaven.plugin.compile;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is still to be compiled, and how much of it one clang process may get: many units while there is much to do, fewer towards
 * the end, so that no core waits for the last batch. May be used by several threads.
 */
final class BatchQueue {
    /** From here on a process's start no longer counts, and its lists of files do, which grow with the square of it. */
    static final int MOST = 16;

    /** With fewer units for a process, asking the driver takes as long as is gained. */
    private static final int LEAST = 4;

    private final Set<CompileUnit> left;
    private final int processes;
    private final boolean few;

    /**
     * @param units the most important first
     * @param processes how many run at once
     */
    BatchQueue(Collection<CompileUnit> units, int processes) {
        this.left = new LinkedHashSet<>(units);
        this.processes = processes;
        this.few = units.size() < LEAST * processes;
    }

    /** Takes what is to be compiled next. */
    synchronized Optional<CompileUnit> take() {
        return taken(left.stream().findFirst());
    }

    /**
     * Takes what a process may compile behind what it has got, which has the same target, flags and directory: in another one
     * {@code ../common.h} has another name (see {@link FileNames}).
     */
    synchronized Optional<CompileUnit> takeFor(Collection<CompileUnit> batch) {
        var room = few ? 1 : Math.min(MOST, (left.size() + batch.size()) / processes);
        if (batch.size() >= room) {
            return Optional.empty();
        }
        var first = batch.iterator().next();
        return taken(left.stream().filter(unit -> areAlike(unit, first)).findFirst());
    }

    private static boolean areAlike(CompileUnit one, CompileUnit other) {
        return one.kind().equals(other.kind())
                && one.source().directory().equals(other.source().directory());
    }

    private Optional<CompileUnit> taken(Optional<CompileUnit> unit) {
        unit.ifPresent(left::remove);
        return unit;
    }
}
