package io.github.bpfmaven.plugin.build;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bpfmaven.plugin.incremental.UnitId;

/** Says why things are built that were built before: a line a source, as long as that can be read. */
final class Rebuilds {
    private static final Logger LOG = LoggerFactory.getLogger(BpfBuild.class);
    private static final int LINES = 20;

    private final boolean first;
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private final Map<UnitId, Boolean> compiled = new LinkedHashMap<>();
    private final Set<String> told = new HashSet<>();
    private int linked;

    /** @param first whether nothing was built before, so that there is nothing to say */
    Rebuilds(boolean first) {
        this.first = first;
    }

    synchronized void compile(UnitId id, Supplier<String> why) {
        compiled.put(id, true);
        add(id, why);
    }

    synchronized void link(UnitId id, Supplier<String> why) {
        linked++;
        if (!compiled.containsKey(id)) {
            add(id, why);
        }
    }

    private void add(UnitId id, Supplier<String> why) {
        if (!first) {
            reasons.computeIfAbsent(id.source(), none -> why.get());
        }
    }

    /** What is compiled. */
    synchronized List<UnitId> compiled() {
        return List.copyOf(compiled.keySet());
    }

    int compiles() {
        return compiled.size();
    }

    synchronized int links() {
        return linked;
    }

    /** Says what has not been said yet. */
    synchronized void report() {
        reasons.keySet().forEach(this::report);
    }

    /** Says it of one unit's source: links are begun in any order. */
    synchronized void report(UnitId id) {
        report(id.source());
    }

    private void report(String source) {
        if (reasons.containsKey(source) && told.add(source)) {
            if (told.size() <= LINES) {
                LOG.info("{}: {}", source, reasons.get(source));
            } else {
                LOG.debug("{}: {}", source, reasons.get(source));
            }
        }
    }

    /** How many lines were too many. */
    synchronized void reportRest() {
        if (reasons.size() > LINES) {
            LOG.info("... and {} more sources (-X lists them)", reasons.size() - LINES);
        }
    }
}
