package io.github.bpfmaven.plugin.build;

import java.util.Map;

import io.github.bpfmaven.plugin.compile.BuiltinHeaders;
import io.github.bpfmaven.plugin.compile.DeclaringHeaders;
import io.github.bpfmaven.problem.HelperNames;
import io.github.bpfmaven.problem.NameLookup;

/** Who knows more of the names in clang's messages, by what {@code problems.txt} calls it. */
final class KnownNames {
    private KnownNames() {}

    static Map<String, NameLookup> of(BuildRequest request) {
        var helper = new HelperNames();
        return request.builtinHeaders()
                ? Map.of("helper", helper, "header", new DeclaringHeaders(new BuiltinHeaders()))
                : Map.of("helper", helper);
    }
}
