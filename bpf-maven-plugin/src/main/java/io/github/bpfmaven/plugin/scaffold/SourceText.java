package io.github.bpfmaven.plugin.scaffold;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts names from C and from the file system into Java source, where some characters mean something else. */
final class SourceText {
    /** Also C declarations: arrays, pointers, and types without a name; never the end of a comment. */
    private static final Pattern PLAIN = Pattern.compile("(?:[\\w ./:+%=,()\\[\\]-]|\\*(?!/)|\\{\\.\\.\\.\\})+");

    private static final Pattern JAVADOC_LINE = Pattern.compile("( *\\* )( *)");
    private static final int WIDTH = 120;

    private SourceText() {}

    /** A name as code in Javadoc, whatever it holds: a section may well be {@code uprobe/*}. */
    static String javadocCode(String name) {
        if (name.isEmpty()) {
            return "(empty)"; // javadoc's check refuses an element without content
        }
        String text = name.replace("\u2026", "...");
        return PLAIN.matcher(text).matches() ? "{@code " + text + "}" : "<code>" + entities(text) + "</code>";
    }

    /** A name in a line comment: no line break, no backslash that could begin a Unicode escape. */
    static String lineComment(String name) {
        return name.chars()
                .mapToObj(character -> character < ' ' || character == '\\' ? "?" : String.valueOf((char) character))
                .collect(Collectors.joining());
    }

    /**
     * Writes what is not ASCII as Unicode escapes, which Java reads anywhere: the text then does not depend on the
     * encoding that the user's compiler is told.
     */
    static String ascii(String java) {
        StringBuilder ascii = new StringBuilder(java.length());
        for (int i = 0; i < java.length(); i++) {
            char character = java.charAt(i);
            ascii.append(character > '~' ? "\\u%04x".formatted((int) character) : String.valueOf(character));
        }
        return ascii.toString();
    }

    /** Breaks lines of Javadoc that are too long, where there is a space. */
    static String wrapped(String java) {
        return java.lines().map(SourceText::wrappedLine).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String wrappedLine(String line) {
        Matcher start = JAVADOC_LINE.matcher(line);
        if (line.length() <= WIDTH || !start.lookingAt()) {
            return line;
        }
        int end = line.lastIndexOf(' ', WIDTH);
        if (end <= start.end()) {
            return line;
        }
        String indent = start.group(1) + (line.startsWith("@", start.end()) ? "    " : start.group(2));
        return line.substring(0, end) + "\n" + wrappedLine(indent + line.substring(end + 1));
    }

    private static String entities(String name) {
        return name.chars()
                .mapToObj(character -> {
                    if (Character.isLetterOrDigit(character) || Character.isSurrogate((char) character)) {
                        return String.valueOf((char) character);
                    }
                    // Below a space there are no entities that HTML, or javadoc's check, takes.
                    return character < ' ' || character > '~' ? "?" : "&#" + character + ";";
                })
                .collect(Collectors.joining());
    }
}
