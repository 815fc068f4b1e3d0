package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether headers that are included a second time add nothing: a source that is compiled with a precompiled header still has
 * its own {@code #include} lines. That the preprocessor shows for whatever way there is to guard a header, or not to.
 */
final class HeaderSurvey {
    /** Passed through as it is. */
    private static final String SECOND_TIME = "#pragma bpf_maven_plugin_second_time";

    private static final Pattern MACRO = Pattern.compile("#(?<kind>define|undef) (?<name>\\w+)(?<rest>.*)");

    private final Map<String, String> macros = new HashMap<>();

    private HeaderSurvey() {}

    /** What to preprocess with {@code -E -dD}, which prints the definitions of macros and where they end, too. */
    static String text(PrecompiledGroup group) {
        return group.text() + SECOND_TIME + "\n" + group.text();
    }

    /**
     * Whether the second time there is neither a token nor another macro than after the first.
     *
     * @param preprocessed what became of {@link #text}
     * @throws IOException if it can't be read
     */
    static boolean addsNothing(Path preprocessed) throws IOException {
        return new HeaderSurvey().check(preprocessed);
    }

    private boolean check(Path preprocessed) throws IOException {
        try (var reader = Files.newBufferedReader(preprocessed, StandardCharsets.ISO_8859_1)) {
            var line = reader.readLine();
            while (line != null && !line.equals(SECOND_TIME)) {
                takeMacro(line);
                line = reader.readLine();
            }
            if (line == null) {
                return false;
            }
            var first = Map.copyOf(macros);
            line = reader.readLine();
            while (line != null) {
                if (!takeMacro(line) && !line.isBlank() && !line.matches("# \\d+ \".*")) {
                    return false;
                }
                line = reader.readLine();
            }
            return macros.equals(first);
        }
    }

    private boolean takeMacro(String line) {
        if (!line.startsWith("#")) {
            return false;
        }
        var macro = MACRO.matcher(line);
        if (!macro.matches()) {
            return false;
        }
        if (macro.group("kind").equals("define")) {
            macros.put(macro.group("name"), macro.group("rest"));
        } else {
            macros.remove(macro.group("name"));
        }
        return true;
    }
}
