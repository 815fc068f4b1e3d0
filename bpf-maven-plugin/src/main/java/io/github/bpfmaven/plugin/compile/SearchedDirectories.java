package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All directories in which clang looks for a source's headers, in its order.
 *
 * @param quoted in front of the others for names in quotes
 * @param all for every name
 */
record SearchedDirectories(List<Path> quoted, List<Path> all) {
    /**
     * @param arguments the user's, such as {@link PrecompilableArguments} allows
     * @param resources where clang's own headers are
     */
    static SearchedDirectories of(ProjectPaths paths, SearchPath searchPath, List<String> arguments, Path resources) {
        var base = paths.baseDirectory();
        var user = Stream.concat(searchPath.user().stream(), values("-I", arguments, base));
        var system = Stream.concat(values("-isystem", arguments, base), Stream.of(resources));
        var after = Stream.concat(searchPath.builtin().stream(), values("-idirafter", arguments, base));
        return new SearchedDirectories(
                values("-iquote", arguments, base).toList(),
                Stream.of(user, system, after).flatMap(part -> part).toList());
    }

    private static Stream<Path> values(String option, List<String> arguments, Path base) {
        var values = new ArrayList<Path>();
        for (var index = 0; index < arguments.size(); index++) {
            var argument = arguments.get(index);
            if (argument.equals(option) && index + 1 < arguments.size()) {
                values.add(base.resolve(arguments.get(++index)));
            } else if (argument.startsWith(option) && argument.length() > option.length()) {
                values.add(base.resolve(argument.substring(option.length())));
            }
        }
        return values.stream();
    }
}
