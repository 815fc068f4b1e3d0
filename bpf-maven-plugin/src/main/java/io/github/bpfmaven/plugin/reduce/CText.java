package io.github.bpfmaven.plugin.reduce;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

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
    private Optional<String> obstacle = Optional.empty();

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

    /** Behind what there is to read. */
    int limit() {
        return limit;
    }

    /** Whether the last token, if there is one, does. */
    boolean startsWith(char first) {
        return start < position && text[start] == first;
    }

    boolean is(char mark) {
        return kind == Kind.MARK && text[start] == mark;
    }

    boolean is(String word) {
        return kind == Kind.WORD && equals(text, start, position, word);
    }

    /** What was read that clang may understand in another way; empty for nothing. */
    Optional<String> obstacle() {
        return obstacle;
    }

    /** {@code struct} or {@code union}. */
    boolean isRecord() {
        return is("struct") || is("union");
    }

    String word() {
        return string(text, start, position);
    }

    /** How many ends of lines there are. */
    static int lines(byte[] text, int from, int to) {
        var lines = 0;
        for (var at = from; at < to; at++) {
            if (text[at] == '\n') {
                lines++;
            }
        }
        return lines;
    }

    static boolean equals(byte[] text, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (var at = 0; at < word.length(); at++) {
            if ((text[from + at] & 0xff) != word.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link String#hashCode} of the same word. */
    static int hash(byte[] text, int from, int to) {
        var hash = 0;
        for (var at = from; at < to; at++) {
            hash = 31 * hash + (text[at] & 0xff);
        }
        return hash;
    }

    static String string(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * Goes on behind the brace that closes the one that was just read.
     *
     * @return whether there is one, with nothing before it that isn't plain: no directive, no literal
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
            } else if (at == '#' || at == '"' || at == '\'' || at == '\\' || at < 0) {
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
            lookBehindWord(isDigit(first));
            return isDigit(first) ? Kind.NUMBER : Kind.WORD;
        }
        if (first == '"' || first == '\'') {
            skipLiteral(first);
            return Kind.LITERAL;
        }
        position++;
        return Kind.MARK;
    }

    private void lookBehindWord(boolean isNumber) {
        var last = text[position - 1];
        var next = position < limit ? text[position] : ' ';
        if (next == '\\' && position + 1 < limit && isLineEnd(position + 1)) {
            obstacle("a name that goes on in the next line");
        } else if (next == '\'' && isNumber) {
            // C23's separator, or the start of a character.
            obstacle("a number with an apostrophe");
        } else if (next == '"' && last == 'R') {
            obstacle("a raw string");
        }
        for (var at = start; at < position; at++) {
            if (text[at] < 0) {
                obstacle("a name that isn't ASCII");
                return;
            }
        }
    }

    private void obstacle(String what) {
        obstacle = obstacle.or(() -> Optional.of(what));
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
            } else if (text[position] == '"' || text[position] == '\'') {
                skipLiteral(text[position]);
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
            var isEscape = text[position] == '\\';
            position += isEscape && position + 1 < limit && text[position + 1] == '\r' ? 3 : isEscape ? 2 : 1;
        }
        if (position < limit && text[position] == quote) {
            position++;
        }
        position = Math.min(limit, position);
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
