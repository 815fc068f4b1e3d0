package io.github.bpfmaven.plugin.reduce;

import java.nio.charset.StandardCharsets;

/**
 * Reads C, one token after the other, as far as is needed to see where declarations begin and end, and what they mention.
 * Comments are passed over; preprocessor directives are tokens of their own.
 */
final class CText {
    /** What a token is. */
    enum Kind {
        /** A name, keywords among them. */
        WORD,
        NUMBER,
        /** A string or a character. */
        LITERAL,
        /** One character that is none of the above. */
        MARK,
        /** From {@code #} to before the end of the line, with those that it goes on in. */
        DIRECTIVE,
        END
    }

    private final byte[] text;
    private final int limit;
    private int position;
    private int start;
    private boolean lineBegins = true;
    private Kind kind = Kind.END;
    private boolean joined;

    CText(byte[] text) {
        this(text, 0, text.length, true);
    }

    /** @param lineBegins whether a {@code #} at the start is a directive's */
    CText(byte[] text, int from, int limit, boolean lineBegins) {
        this.text = text;
        this.position = from;
        this.limit = limit;
        this.lineBegins = lineBegins;
    }

    Kind next() {
        skipSpace();
        start = position;
        kind = read();
        return kind;
    }

    Kind kind() {
        return kind;
    }

    /** Where the last token begins. */
    int start() {
        return start;
    }

    /** Behind the last token. */
    int end() {
        return position;
    }

    boolean is(char mark) {
        return kind == Kind.MARK && text[start] == mark;
    }

    boolean is(String word) {
        if (kind != Kind.WORD || position - start != word.length()) {
            return false;
        }
        for (var at = 0; at < word.length(); at++) {
            if (text[start + at] != word.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    /** Whether some word may go on in another line, behind a backslash. */
    boolean hasJoinedWords() {
        return joined;
    }

    /** {@code struct} or {@code union}. */
    boolean isRecord() {
        return is("struct") || is("union");
    }

    String word() {
        return string(text, start, position);
    }

    static String string(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * Goes on behind the brace that closes the one that was just read.
     *
     * @return whether there is one, with no directive before it
     */
    boolean skipBody() {
        var depth = 1;
        while (position < limit) {
            var at = text[position];
            if (at == '{') {
                depth++;
            } else if (at == '}') {
                if (--depth == 0) {
                    position++;
                    return true;
                }
            } else if (at == '#' || at == '"' || at == '\'') {
                return false;
            } else if (at == '/' && isComment()) {
                skipComment();
                continue;
            }
            position++;
        }
        return false;
    }

    private Kind read() {
        if (position >= limit) {
            return Kind.END;
        }
        var first = text[position];
        if (first == '#' && lineBegins) {
            skipDirective();
            return Kind.DIRECTIVE;
        }
        lineBegins = false;
        if (isWord(first)) {
            do {
                position++;
            } while (position < limit && isWord(text[position]));
            joined |= position + 1 < limit && text[position] == '\\' && isLineEnd(position + 1);
            return isDigit(first) ? Kind.NUMBER : Kind.WORD;
        }
        if (first == '"' || first == '\'') {
            skipLiteral(first);
            return Kind.LITERAL;
        }
        position++;
        return Kind.MARK;
    }

    private void skipSpace() {
        while (position < limit) {
            var at = text[position];
            if (at == '\n') {
                lineBegins = true;
                position++;
            } else if (at == ' ' || at == '\t' || at == '\r' || at == '\f' || at == 0x0b) {
                position++;
            } else if (at == '/' && isComment()) {
                skipComment();
            } else if (at == '\\' && position + 1 < limit && isLineEnd(position + 1)) {
                position++;
            } else {
                return;
            }
        }
    }

    private boolean isLineEnd(int at) {
        return text[at] == '\n' || (text[at] == '\r' && at + 1 < limit && text[at + 1] == '\n');
    }

    private boolean isComment() {
        return position + 1 < limit && (text[position + 1] == '*' || text[position + 1] == '/');
    }

    private void skipComment() {
        if (text[position + 1] == '/') {
            skipLine();
            return;
        }
        position += 2;
        while (position < limit && !(text[position] == '*' && position + 1 < limit && text[position + 1] == '/')) {
            position++;
        }
        position = Math.min(limit, position + 2);
    }

    private void skipDirective() {
        while (position < limit && text[position] != '\n') {
            if (text[position] == '/' && isComment()) {
                skipComment();
            } else if (text[position] == '\\' && position + 1 < limit && isLineEnd(position + 1)) {
                position += text[position + 1] == '\n' ? 2 : 3;
            } else {
                position++;
            }
        }
    }

    /** Of a comment: behind a backslash it goes on. */
    private void skipLine() {
        while (position < limit && text[position] != '\n') {
            position += text[position] == '\\' && position + 1 < limit && isLineEnd(position + 1) ? 2 : 1;
        }
    }

    private void skipLiteral(byte quote) {
        position++;
        while (position < limit && text[position] != quote && text[position] != '\n') {
            position += text[position] == '\\' ? 2 : 1;
        }
        position = Math.min(limit, position + 1);
    }

    static boolean isWord(byte at) {
        return (at >= 'a' && at <= 'z')
                || (at >= 'A' && at <= 'Z')
                || at == '_'
                || isDigit(at)
                || at == '$'
                // Of a letter in UTF-8.
                || at < 0;
    }

    private static boolean isDigit(byte at) {
        return at >= '0' && at <= '9';
    }
}
