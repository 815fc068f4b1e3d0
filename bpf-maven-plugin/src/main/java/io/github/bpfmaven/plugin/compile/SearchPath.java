package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.List;

/**
 * Where clang looks for headers, apart from the directory of the including file.
 *
 * @param user the user's directories, first to last
 * @param builtin the plugin's own headers, behind the user's; a warning in them is not shown
 */
public record SearchPath(List<Path> user, List<Path> builtin) {
    public SearchPath {
        user = List.copyOf(user);
        builtin = List.copyOf(builtin);
    }
}
