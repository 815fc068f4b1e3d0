package io.github.bpfmaven.plugin.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * The includes that stand in a text, also in branches that are not taken and in comments: for guesses about sizes. Not by a pattern,
 * which takes longer to become fast than there are texts.
 */
final class AnyIncludes {
    private static final String WORD = "include";

    private final String text;

    private AnyIncludes(String text) {
        this.text = text;
    }

    /** In their order. */
    static List<IncludeDirective> of(String text) {
        var includes = new ArrayList<IncludeDirective>();
        var reader = new AnyIncludes(text);
        for (var at = text.indexOf(WORD); at >= 0; at = text.indexOf(WORD, at + 1)) {
            if (reader.isDirective(at)) {
                reader.add(at + WORD.length(), includes);
            }
        }
        return includes;
    }

    private boolean isDirective(int word) {
        var hash = blanksBefore(word);
        if (hash == 0 || text.charAt(hash - 1) != '#') {
            return false;
        }
        var start = blanksBefore(hash - 1);
        return start == 0 || text.charAt(start - 1) == '\n';
    }

    private int blanksBefore(int at) {
        var from = at;
        while (from > 0 && isBlank(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    private void add(int behind, List<IncludeDirective> includes) {
        var open = behind;
        while (open < text.length() && isBlank(text.charAt(open))) {
            open++;
        }
        var quoted = text.startsWith("\"", open);
        if (quoted || text.startsWith("<", open)) {
            var close = text.indexOf(quoted ? '"' : '>', open + 1);
            var end = text.indexOf('\n', open);
            if (close > open + 1 && (end < 0 || close < end)) {
                includes.add(new IncludeDirective(text.substring(open + 1, close), quoted));
            }
        }
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
