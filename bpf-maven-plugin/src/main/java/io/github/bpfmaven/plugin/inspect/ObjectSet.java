package io.github.bpfmaven.plugin.inspect;

import java.util.List;

/**
 * What was found to look into.
 *
 * @param files sorted by name, never empty
 * @param origins what is said beside them
 */
record ObjectSet(List<ObjectFile> files, Origins origins) {
    ObjectSet {
        files = List.copyOf(files);
    }
}
