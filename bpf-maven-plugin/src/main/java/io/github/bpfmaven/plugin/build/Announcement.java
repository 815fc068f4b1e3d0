package io.github.bpfmaven.plugin.build;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.Source;
import io.github.bpfmaven.plugin.compile.Sources;

/** Says what is compiled, of all that there is. */
final class Announcement {
    private final Sources sources;
    private final List<CompileTarget> targets;

    /** @param sources all that there are */
    Announcement(Sources sources, List<CompileTarget> targets) {
        this.sources = sources;
        this.targets = List.copyOf(targets);
    }

    /** Such as "2 of 56 BPF programs and 1 library source for bpfel". */
    String of(Collection<CompileUnit> units) {
        var compiled = new LinkedHashSet<Source>();
        var now = new LinkedHashSet<CompileTarget>();
        units.forEach(unit -> {
            compiled.add(unit.source());
            now.add(unit.target());
        });
        var what = Stream.of(
                        some(compiled, sources.programs(), "BPF program"),
                        some(compiled, sources.libraries(), "library source"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" and "));
        return what + " for "
                + targets.stream().filter(now::contains).map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String some(Set<Source> compiled, Collection<Source> all, String what) {
        var count = all.stream().filter(compiled::contains).count();
        if (count == 0) {
            return "";
        }
        return (count < all.size() ? count + " of " : "") + all.size() + " " + what + (all.size() == 1 ? "" : "s");
    }
}
