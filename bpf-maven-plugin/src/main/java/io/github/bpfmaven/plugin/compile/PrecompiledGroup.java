package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Units that begin with the same headers and read them with the same arguments.
 *
 * @param includes as from the base directory; every unit's source begins with these
 * @param units at least one
 */
record PrecompiledGroup(List<IncludeDirective> includes, List<CompileUnit> units) {
    PrecompiledGroup {
        includes = List.copyOf(includes);
        units = List.copyOf(units);
    }

    /** Any of them: all are compiled with the same arguments. */
    CompileUnit unit() {
        return units.get(0);
    }

    /** What is compiled. */
    String text() {
        return includes.stream()
                .map(include -> "#include " + include.spelled() + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return includes.stream().map(IncludeDirective::spelled).collect(Collectors.joining(" ")) + " of " + units.size()
                + " sources for " + unit().target();
    }
}
