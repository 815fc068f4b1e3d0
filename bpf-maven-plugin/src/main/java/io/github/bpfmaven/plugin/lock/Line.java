package io.github.bpfmaven.plugin.lock;

/**
 * A line of a lock, and so a choice of the user's as it was when the lock was written.
 *
 * @param word what it is about, such as {@code cpu}
 * @param value the rest of the line, such as {@code v3}; with its line ends and backslashes
 */
public record Line(String word, String value) {
    /** As it stands in the file, without a line end. */
    String text() {
        return word + " " + value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    /** The line with that text. */
    static Line of(String text) {
        var space = text.indexOf(' ');
        return space < 0
                ? new Line(text, "")
                : new Line(text.substring(0, space), unescaped(text.substring(space + 1)));
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character == '\\' && at + 1 < text.length()) {
                at++;
                plain.append(
                        switch (text.charAt(at)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> text.charAt(at);
                        });
            } else {
                plain.append(character);
            }
        }
        return plain.toString();
    }
}
