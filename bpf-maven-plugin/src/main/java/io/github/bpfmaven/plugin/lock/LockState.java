package io.github.bpfmaven.plugin.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How far a lock holds.
 *
 * @param common what is wrong with all programs
 * @param programs what is wrong with each, by the name of its source; nothing wrong with those that aren't there
 * @param rest what does no harm to any program that there is
 */
public record LockState(List<Drift> common, Map<String, List<Drift>> programs, List<Drift> rest) {
    public LockState {
        common = List.copyOf(common);
        programs = Map.copyOf(programs);
        rest = List.copyOf(rest);
    }

    /** Where there is no lock to speak of. */
    public static LockState none(Drift why) {
        return new LockState(List.of(why), Map.of(), List.of());
    }

    /** Whether what is checked in for a program is what a build would make. */
    public boolean holds(String source) {
        return common.isEmpty() && !programs.containsKey(source);
    }

    /** All that is wrong. */
    public List<Drift> all() {
        var all = new ArrayList<>(common);
        programs.keySet().stream().sorted().forEach(name -> all.addAll(programs.get(name)));
        all.addAll(rest);
        return all.stream().distinct().toList();
    }

    /** Why a program can't be taken as it is checked in. */
    public List<Drift> of(String source) {
        return common.isEmpty() ? programs.getOrDefault(source, List.of()) : common;
    }
}
