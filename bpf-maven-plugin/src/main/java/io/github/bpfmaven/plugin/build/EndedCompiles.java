package io.github.bpfmaven.plugin.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.incremental.CompileRecord;
import io.github.bpfmaven.plugin.incremental.CompileResults;

/**
 * Finds out of compiles that have ended whether all files that they have read are still what they are taken for. Some are looked at
 * together: they have most of their headers in common, and each is asked for once. May be used by several threads.
 */
final class EndedCompiles {
    /** A build that is killed shares all but so many of its last compiles. */
    private static final int TOGETHER = 16;

    private final CompileResults results;
    private final Consumer<Compiled> hears;
    private final List<Compiled> waiting = new ArrayList<>();
    private final Set<CompileUnit> held = new HashSet<>();

    /** @param hears each compile of which that is so */
    EndedCompiles(CompileResults results, Consumer<Compiled> hears) {
        this.results = results;
        this.hears = hears;
    }

    /** Says that a compile has ended, and succeeded. */
    void add(Compiled compiled) {
        List<Compiled> good;
        synchronized (this) {
            waiting.add(compiled);
            good = waiting.size() < TOGETHER ? List.of() : look();
        }
        good.forEach(hears);
    }

    /** Whether it is so of a compile that was {@linkplain #add added}. */
    boolean isHeld(CompileUnit unit) {
        List<Compiled> good;
        boolean isHeld;
        synchronized (this) {
            good = waiting.stream().anyMatch(compiled -> compiled.unit().equals(unit)) ? look() : List.of();
            isHeld = held.contains(unit);
        }
        good.forEach(hears);
        return isHeld;
    }

    /** Finds it out of all the others. */
    void finish() {
        List<Compiled> good;
        synchronized (this) {
            good = look();
        }
        good.forEach(hears);
    }

    private List<Compiled> look() {
        Set<CompileRecord> changed = Collections.newSetFromMap(new IdentityHashMap<>());
        changed.addAll(results.changed(
                waiting.stream().flatMap(compiled -> compiled.record().stream()).toList()));
        var good = waiting.stream()
                .filter(compiled -> compiled.record()
                        .filter(record -> !changed.contains(record))
                        .isPresent())
                .toList();
        good.forEach(compiled -> held.add(compiled.unit()));
        waiting.clear();
        return good;
    }
}
