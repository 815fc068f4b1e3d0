package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The precompiled headers of a module's build: planned at its start, gone at its end. */
final class PrecompiledHeaders {
    private static final Logger LOG = LoggerFactory.getLogger(PrecompiledHeaders.class);

    /** Whatever can't be reduced of one, most sources of a group are alike. */
    private static final int ASKED = 8;

    private final PrecompilePlan plan;
    private final Path directory;

    /** @param directory for nothing else */
    PrecompiledHeaders(PrecompilePlan plan, Path directory) {
        this.plan = plan;
        this.directory = directory;
    }

    /**
     * The header of each unit that shall have one. While one is in use, only few units may be asked for.
     *
     * @param readsAll whether a unit reads whole headers: some are asked of each group
     */
    Map<CompileUnit, SharedHeader> of(List<CompileUnit> units, Predicate<CompileUnit> readsAll) {
        if (!plan.isWorthwhile(units)) {
            return Map.of();
        }
        try {
            deleteLeftovers();
            var headers = new LinkedHashMap<CompileUnit, SharedHeader>();
            var groups = plan.of(units).stream()
                    .filter(group -> group.units().stream().limit(ASKED).allMatch(readsAll))
                    .toList();
            for (var group : groups) {
                var file = directory.resolve(groups.indexOf(group) + 1 + ".pch");
                var header = new SharedHeader(group, file);
                group.units().forEach(unit -> headers.put(unit, header));
            }
            return headers;
        } catch (IOException failure) {
            LOG.debug("No precompiled headers", failure);
            return Map.of();
        }
    }

    /** Of a build that was killed. */
    private void deleteLeftovers() throws IOException {
        if (Files.isDirectory(directory)) {
            try (var files = Files.list(directory)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }
}
