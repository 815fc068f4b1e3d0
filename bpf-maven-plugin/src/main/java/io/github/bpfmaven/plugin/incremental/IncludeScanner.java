package io.github.bpfmaven.plugin.incremental;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds what a C file includes, or asks for, by what is spelled in it: {@code #include}, {@code #include_next}, {@code #import},
 * {@code #embed}, {@code __has_include} and {@code __has_embed}. Neither conditions nor comments are understood: what is found too
 * much makes for a file more that must not appear, no more.
 */
final class IncludeScanner {
    private static final String[] WORDS = {"include", "import", "embed"};

    private final String text;
    private final Set<Spelled> names = new LinkedHashSet<>();
    private boolean computed;
    private boolean next;

    private IncludeScanner(String text) {
        this.text = text;
    }

    /**
     * What a text spells.
     *
     * @param names without quotes
     * @param computed whether some name comes out of a macro
     * @param next whether a search begins behind the place of the file itself
     */
    record Found(Collection<Spelled> names, boolean computed, boolean next) {}

    /**
     * A name.
     *
     * @param quoted whether the directory of the including file is searched first
     * @param name between quotes or angle brackets
     */
    record Spelled(boolean quoted, String name) {}

    static Found scan(byte[] content) {
        var text = new String(content, StandardCharsets.ISO_8859_1);
        // Lines that are joined may be so within a word.
        if (text.contains("\\\n") || text.contains("\\\r\n")) {
            text = text.replace("\\\r\n", "").replace("\\\n", "");
        }
        var scanner = new IncludeScanner(text);
        for (var word : WORDS) {
            scanner.find(word);
        }
        if (scanner.computed) {
            scanner.findDefinitions();
        }
        return new Found(scanner.names, scanner.computed, scanner.next);
    }

    private void find(String word) {
        for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            var from = at + word.length();
            if (text.startsWith("_next", from)) {
                next = true;
                from += "_next".length();
            }
            from = skipBlanks(from);
            if (from < text.length() && text.charAt(from) == '(') {
                from = skipBlanks(from + 1);
            }
            if (!name(from) && isAsked(at) && isIdentifier(from)) {
                computed = true;
            }
        }
    }

    /** A macro may stand for the name in a directive. */
    private void findDefinitions() {
        for (var at = text.indexOf("define"); at >= 0; at = text.indexOf("define", at + 1)) {
            var from = skipBlanks(at + "define".length());
            while (isIdentifier(from)) {
                from++;
            }
            name(skipBlanks(from));
        }
    }

    private boolean name(int from) {
        if (from >= text.length()) {
            return false;
        }
        var open = text.charAt(from);
        if (open != '"' && open != '<') {
            return false;
        }
        var close = text.indexOf(open == '"' ? '"' : '>', from + 1);
        var line = text.indexOf('\n', from);
        if (close > from + 1 && (line < 0 || close < line)) {
            var bytes = text.substring(from + 1, close).getBytes(StandardCharsets.ISO_8859_1);
            names.add(new Spelled(open == '"', new String(bytes, StandardCharsets.UTF_8)));
        }
        return true;
    }

    /** Whether a word is behind a {@code #}, or of {@code __has_…}. */
    private boolean isAsked(int at) {
        if (text.startsWith("__has_", at - "__has_".length())) {
            return true;
        }
        var before = at - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        // The end of a comment, or of %: and ??=.
        return before >= 0 && "#/:=".indexOf(text.charAt(before)) >= 0;
    }

    private boolean isIdentifier(int at) {
        return at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_' || text.charAt(at) == '$');
    }

    private int skipBlanks(int from) {
        var at = from;
        while (at < text.length()) {
            var character = text.charAt(at);
            if (character == ' ' || character == '\t' || character == '\r') {
                at++;
            } else if (text.startsWith("/*", at)) {
                var end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                break;
            }
        }
        return at;
    }
}
