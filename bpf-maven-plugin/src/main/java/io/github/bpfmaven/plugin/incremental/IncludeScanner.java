package io.github.bpfmaven.plugin.incremental;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what a C file includes, or asks for, by what is spelled in it: {@code #include}, {@code #include_next}, {@code #import},
 * {@code #embed}, {@code __has_include} and {@code __has_embed}. Neither conditions nor comments are understood: what is found too
 * much makes for a file more that must not appear, no more.
 */
final class IncludeScanner {
    private static final String[] WORDS = {"include", "import", "embed"};
    private static final String HAS = "__has_";

    /** The assembler, which works in the linker, is told to read a file: by a string, which may stand there in parts. */
    private static final Pattern ASSEMBLED =
            Pattern.compile(inParts(".incbin") + "|" + inParts(".include"), Pattern.CASE_INSENSITIVE);

    /** Clang takes blanks for nothing there, with a warning. */
    private static final Pattern LINE_GOES_ON = Pattern.compile("\\\\[ \\t\\f\\x0B]*\\r?\\n");

    private final String text;
    private final Set<Spelled> names = new LinkedHashSet<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> others = new LinkedHashSet<>();
    private final Set<String> named = new LinkedHashSet<>();
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
     * @param asked macros that a {@code __has_…} takes a name from; empty text for something else than a macro alone, and for
     *     what the assembler reads
     */
    record Found(Collection<Spelled> names, boolean computed, boolean next, Collection<String> asked) {}

    /**
     * Macros that a text defines.
     *
     * @param names that they may stand for
     * @param named those that stand for nothing but a name
     * @param others all others, of which nobody knows here what they come to
     */
    record Defined(Collection<Spelled> names, Collection<String> named, Collection<String> others) {}

    /**
     * A name.
     *
     * @param quoted whether the directory of the including file is searched first
     * @param name between quotes or angle brackets
     * @param embedded whether it is looked for where {@code #embed} does
     */
    record Spelled(boolean quoted, String name, boolean embedded) {}

    static Found scan(byte[] content) {
        var scanner = new IncludeScanner(joined(content));
        for (var word : WORDS) {
            scanner.find(word);
        }
        if (scanner.computed) {
            scanner.findDefinitions();
        }
        if (scanner.isAssembled()) {
            scanner.asked.add("");
        }
        return new Found(scanner.names, scanner.computed, scanner.next, scanner.asked);
    }

    static Defined definitions(byte[] content) {
        var scanner = new IncludeScanner(joined(content));
        scanner.findDefinitions();
        return new Defined(scanner.names, scanner.named, scanner.others);
    }

    private static String joined(byte[] content) {
        var text = new String(content, StandardCharsets.ISO_8859_1);
        // Lines that are joined may be so within a word.
        return text.indexOf('\\') < 0 ? text : LINE_GOES_ON.matcher(text).replaceAll("");
    }

    private static String inParts(String word) {
        return Stream.of(word.split("")).map(Pattern::quote).collect(Collectors.joining("(?:\"\\s*\")?"));
    }

    private boolean isAssembled() {
        var matcher = ASSEMBLED.matcher(text);
        for (var at = text.indexOf('.'); at >= 0; at = text.indexOf('.', at + 1)) {
            if (matcher.region(at, text.length()).lookingAt()
                    && text.lastIndexOf('"', at) > text.lastIndexOf('\n', at)) {
                return true;
            }
        }
        return false;
    }

    private void find(String word) {
        for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            var from = at + word.length();
            if (text.startsWith("_next", from)) {
                next = true;
                from += "_next".length();
            }
            from = skipBlanks(from);
            var isCall = from < text.length() && text.charAt(from) == '(';
            if (isCall) {
                from = skipBlanks(from + 1);
            }
            if (!name(from, word.equals("embed")) && isAsked(at) && isIdentifier(from)) {
                computed = true;
                if (isCall && isOperator(at)) {
                    asked.add(macro(from));
                }
            }
        }
    }

    /** A macro may stand for the name in a directive. */
    private void findDefinitions() {
        for (var at = text.indexOf("define"); at >= 0; at = text.indexOf("define", at + 1)) {
            var name = skipBlanks(at + "define".length());
            var from = name;
            while (isIdentifier(from)) {
                from++;
            }
            var isName = name(skipBlanks(from), false) && name(skipBlanks(from), true);
            if (isAsked(at) && from > name) {
                (isName ? named : others).add(text.substring(name, from));
            }
        }
    }

    /** The macro between these parentheses; empty text if there is more. */
    private String macro(int from) {
        var end = from;
        while (isIdentifier(end)) {
            end++;
        }
        var close = skipBlanks(end);
        return close < text.length() && text.charAt(close) == ')' ? text.substring(from, end) : "";
    }

    /** Whether a word is that of an operator in use, and neither in a comment nor where somebody defines it. */
    private boolean isOperator(int at) {
        if (!text.startsWith(HAS, at - HAS.length())) {
            return false;
        }
        var before = text.substring(text.lastIndexOf('\n', at) + 1, at - HAS.length())
                .strip();
        return !before.endsWith("define")
                && (before.startsWith("#") || before.startsWith("%:") || before.contains("*/"));
    }

    private boolean name(int from, boolean embedded) {
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
            names.add(new Spelled(open == '"', new String(bytes, StandardCharsets.UTF_8), embedded));
        }
        return true;
    }

    /** Whether a word is behind a {@code #}, or of {@code __has_…}. */
    private boolean isAsked(int at) {
        if (text.startsWith(HAS, at - HAS.length())) {
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
