package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run of clang that asks something about a source, with the flags that the source is compiled with. It makes an object,
 * not bitcode, unless its arguments say otherwise.
 *
 * @param input the file that is compiled in place of the source, absolute
 * @param before read before the input, as if it began with it: the source, absolute; empty if it is the input itself
 * @param output what clang writes, absolute; its directory is made
 * @param arguments behind all others, the user's too
 */
public record ClangProbe(Path input, Optional<Path> before, Path output, List<String> arguments) {
    public ClangProbe {
        arguments = List.copyOf(arguments);
    }

    /**
     * What came of it.
     *
     * @param succeeded whether there is an output
     * @param diagnostics what clang said, also when it succeeded; a place names its file relative to the base directory, or absolute
     */
    public record Answer(boolean succeeded, List<ClangDiagnostic> diagnostics) {
        public Answer {
            diagnostics = List.copyOf(diagnostics);
        }

        /** The errors among them; at least one if it did not succeed. */
        public List<ClangDiagnostic> errors() {
            return diagnostics.stream()
                    .filter(diagnostic -> diagnostic.severity() == ClangDiagnostic.Severity.ERROR)
                    .toList();
        }
    }
}
