package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether headers that are included a second time say nothing: a source that is compiled with a precompiled header still has
 * its own {@code #include} lines, which then must not add anything. That the preprocessor shows for whatever way there is to
 * guard a header, or not to.
 */
final class HeaderSurvey {
    /** Passed through as it is, but for the preprocessor's own lines the only one with these words. */
    private static final String SECOND_TIME = "#pragma bpf_maven_plugin_second_time";

    private HeaderSurvey() {}

    /** What to preprocess with {@code -E -dD}, which prints macros that are defined and undefined, too. */
    static String text(PrecompiledGroup group) {
        return group.text() + SECOND_TIME + "\n" + group.text();
    }

    /**
     * @param preprocessed what became of {@link #text}
     * @throws IOException if it can't be read
     */
    static boolean saysNothingTwice(Path preprocessed) throws IOException {
        try (var lines = Files.lines(preprocessed, StandardCharsets.ISO_8859_1)) {
            var second = lines.dropWhile(line -> !line.equals(SECOND_TIME)).toList();
            return !second.isEmpty()
                    && second.stream().skip(1).allMatch(line -> line.isBlank() || line.matches("# \\d+ \".*"));
        }
    }
}
