package io.github.bpfmaven.plugin.compile;

import java.util.Set;
import java.util.TreeSet;

/** The files that clang lists for {@code make} ({@code -MD}), as names that do not depend on a precompiled header. */
final class DependencyNames {
    private DependencyNames() {}

    /**
     * @param makefile one rule, whose target has no colon; a space in a name is behind a backslash
     * @return each once; clang names those of a precompiled header {@code ./x.h} for {@code x.h}
     */
    static Set<String> of(String makefile) {
        var names = new TreeSet<String>();
        var prerequisites = makefile.substring(makefile.indexOf(':') + 1).replace("\\\n", " ");
        for (var name : prerequisites.split("(?<!\\\\)\\s+")) {
            if (!name.isBlank()) {
                var plain = name.replace("\\ ", " ").replace("\\#", "#").replace("$$", "$");
                names.add(plain.startsWith("./") ? plain.substring(2) : plain);
            }
        }
        return names;
    }
}
