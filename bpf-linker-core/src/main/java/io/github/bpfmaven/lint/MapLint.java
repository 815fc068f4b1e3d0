package io.github.bpfmaven.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.bpfmaven.inspect.FunctionCode;
import io.github.bpfmaven.inspect.ObjectInspector;
import io.github.bpfmaven.inspect.Reference;
import io.github.bpfmaven.object.MapDefinition;

/** Maps that are made for nobody. */
final class MapLint {
    private final ObjectInspector object;

    MapLint(ObjectInspector object) {
        this.object = object;
    }

    List<LintWarning> check() {
        if (object.object().programs().isEmpty()) {
            // For user space alone, or for other objects.
            return List.of();
        }
        Set<String> used = new HashSet<>();
        for (FunctionCode code : object.code()) {
            for (Reference reference : code.references().values()) {
                if (reference instanceof Reference.MapAddress map) {
                    used.add(map.name());
                }
            }
        }
        List<String> unused = object.object().maps().stream()
                .filter(map -> !used.contains(map.name()) && !object.isNamedByData(map.name()))
                // Other objects and user space know a pinned one by its name.
                .filter(map -> map.definition().pinning() == MapDefinition.Pinning.NONE)
                .map(map -> "'" + map.name() + "'")
                .toList();
        if (unused.isEmpty()) {
            return List.of();
        }
        return List.of(LintWarning.of(
                LintRule.UNUSED_MAP,
                unused.size() == 1
                        ? "no program uses the map " + unused.get(0)
                                + ", which is made and takes its memory all the same: remove it"
                        : "no program uses the maps " + String.join(", ", unused)
                                + ", which are made and take their memory all the same: remove them"));
    }
}
