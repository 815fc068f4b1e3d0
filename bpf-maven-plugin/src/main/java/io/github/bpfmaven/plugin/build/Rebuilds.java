package io.github.bpfmaven.plugin.build;

import java.util.LinkedHashMap;
import java.util.Map;
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
    private int told;
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

    int compiles() {
        return compiled.size();
    }

    synchronized int links() {
        return linked;
    }

    /** What has not been said yet. */
    synchronized void report() {
        var lines = reasons.entrySet().stream().skip(told).toList();
        for (var line : lines) {
            if (told < LINES) {
                LOG.info("{}: {}", line.getKey(), line.getValue());
            } else {
                LOG.debug("{}: {}", line.getKey(), line.getValue());
            }
            told++;
        }
    }

    /** How many lines were too many. */
    synchronized void reportRest() {
        if (reasons.size() > LINES) {
            LOG.info("... and {} more sources (-X lists them)", reasons.size() - LINES);
        }
    }
}
