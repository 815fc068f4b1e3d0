package io.github.bpfmaven.plugin.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.incremental.CompileRecord;
import io.github.bpfmaven.plugin.incremental.HeaderPlaces;
import io.github.bpfmaven.plugin.incremental.Input;
import io.github.bpfmaven.plugin.lock.Lock;

/** What sources were made of, for all targets together. */
final class MadeSources {
    private final Map<Source, List<CompileRecord>> records = new HashMap<>();

    MadeSources(List<Compiled> compiled) {
        for (var one : compiled) {
            one.record()
                    .ifPresent(record -> records.computeIfAbsent(one.unit().source(), none -> new ArrayList<>())
                            .add(record));
        }
    }

    /** Whether all is known that was read. */
    boolean isComplete(Source source) {
        return records.get(source).stream().allMatch(CompileRecord::isComplete);
    }

    /** The digests of all files that were read, by name, as a lock has them. */
    SortedMap<String, String> inputs(Source source) {
        var inputs = new TreeMap<String, String>();
        for (var record : records.get(source)) {
            for (Input input : record.inputs()) {
                inputs.put(input.name(), HeaderPlaces.isBuiltin(input.name()) ? Lock.PLUGIN : input.digest());
            }
        }
        return inputs;
    }
}
