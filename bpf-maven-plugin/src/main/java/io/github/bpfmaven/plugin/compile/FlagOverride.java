package io.github.bpfmaven.plugin.compile;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * Flags for some of the sources, and what is made of warnings about their objects.
 *
 * @param pattern which: an object's name ({@code drop}), or a glob over the path below the source directory
 *     ({@code com/acme/**})
 * @param optimization in place of the common one; empty keeps it
 * @param cpu in place of the common one; empty keeps it
 * @param defines added to the common ones
 * @param arguments added behind the common ones
 * @param lint added behind the common ones
 */
public record FlagOverride(
        String pattern,
        Optional<String> optimization,
        Optional<String> cpu,
        List<String> defines,
        List<String> arguments,
        List<String> lint) {
    public FlagOverride {
        defines = List.copyOf(defines);
        arguments = List.copyOf(arguments);
        lint = List.copyOf(lint);
    }

    /** @throws InvalidConfigurationException if the pattern is no glob */
    void check() throws InvalidConfigurationException {
        try {
            glob();
        } catch (PatternSyntaxException broken) {
            throw new InvalidConfigurationException("the <name> of <object> '" + pattern
                    + "' is neither an object's name nor a glob: " + broken.getDescription());
        }
    }

    /** Whether these flags are meant for a source. */
    public boolean matches(Source source) {
        return pattern.equals(source.stem()) || glob().matches(Path.of(source.ownPath()));
    }

    private PathMatcher glob() {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }
}
