package io.github.bpfmaven.plugin.scaffold;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts names from C and from the file system into Java source, where some characters mean something else. */
final class SourceText {
    private static final String PLAIN = " _./:+%=,()[]-";
    /** How a type without a name looks in {@link io.github.bpfmaven.btf.CText}. */
    private static final String WITHOUT_NAME = "{...}";

    private static final Pattern JAVADOC_LINE = Pattern.compile("( *\\* )( *)");
    private static final int WIDTH = 120;
    private static final char DELETE = '\u007f';

    private SourceText() {}

    /** A name as code in Javadoc, whatever it holds: a section may well be {@code uprobe/*}. */
    static String javadocCode(String name) {
        if (name.isEmpty()) {
            return "(empty)"; // javadoc's check refuses an element without content
        }
        String text = name.replace("\u2026", "...");
        return isPlain(text) ? "{@code " + text + "}" : "<code>" + entities(text) + "</code>";
    }

    /** Also C declarations: arrays, pointers, and types without a name; never the end of a comment. */
    private static boolean isPlain(String text) {
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (text.startsWith(WITHOUT_NAME, at)) {
                at += WITHOUT_NAME.length();
            } else if (isWord(character)
                    || PLAIN.indexOf(character) >= 0
                    || character == '*' && !text.startsWith("/", at + 1)) {
                at++;
            } else {
                return false;
            }
        }
        return true;
    }

    /** A name in a line comment: no line break, no backslash that could begin a Unicode escape. */
    static String lineComment(String name) {
        return name.chars()
                .mapToObj(character -> character < ' ' || character == '\\' ? "?" : String.valueOf((char) character))
                .collect(Collectors.joining());
    }

    /**
     * Breaks lines of Javadoc that are too long, where there is a space, and writes what is not ASCII as Unicode escapes,
     * which Java reads anywhere: the text then does not depend on the encoding that the user's compiler is told.
     *
     * @param java lines, each with a line feed at its end
     */
    static String finished(String java) {
        StringBuilder finished = new StringBuilder(java.length() + java.length() / 16);
        // What needs no change is copied in one piece: nearly everything, and the JVM that does this has just been
        // started.
        int copied = 0;
        for (int start = 0; start < java.length(); ) {
            int end = java.indexOf('\n', start) + 1;
            if (end - start > WIDTH + 1) {
                finished.append(java, copied, start);
                wrap(java.substring(start, end - 1), finished);
                copied = end;
            }
            start = end;
        }
        return ascii(finished.append(java, copied, java.length()).toString());
    }

    private static void wrap(String line, StringBuilder lines) {
        Matcher start = JAVADOC_LINE.matcher(line);
        int end = line.lastIndexOf(' ', WIDTH);
        if (line.length() <= WIDTH || !start.lookingAt() || end <= start.end()) {
            lines.append(line).append('\n');
            return;
        }
        lines.append(line, 0, end).append('\n');
        String indent = start.group(1) + (line.startsWith("@", start.end()) ? "    " : start.group(2));
        wrap(indent + line.substring(end + 1), lines);
    }

    /** Leaves lines as they are. */
    static String ascii(String java) {
        // As fast as the JVM can tell, even while it still interprets this.
        if (java.getBytes(StandardCharsets.UTF_8).length == java.length() && java.indexOf(DELETE) < 0) {
            return java;
        }
        StringBuilder ascii = new StringBuilder(java.length() + java.length() / 16);
        for (int i = 0; i < java.length(); i++) {
            char character = java.charAt(i);
            if (character > '~') {
                ascii.append("\\u%04x".formatted((int) character));
            } else {
                ascii.append(character);
            }
        }
        return ascii.toString();
    }

    /** Where the word begins that ends in front of a place, which is that place if there is none. */
    static int wordStart(String text, int end) {
        int start = end;
        while (start > 0 && isWord(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Behind the word that begins at a place, which is that place if there is none. */
    static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWord(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '_';
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
