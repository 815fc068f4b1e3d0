package io.github.bpfmaven.plugin.constants;

import java.util.ArrayList;
import java.util.List;

/**
 * A token of preprocessed C, as far as names, braces and literals have to be told apart.
 *
 * @param kind which
 * @param text as written; a literal with its quotes, but without an encoding prefix, which counts as a name
 */
record CToken(Kind kind, String text) {
    enum Kind {
        NAME,
        NUMBER,
        /** A string or a character. */
        LITERAL,
        /** A quote without its other: a macro need not be made of whole tokens. */
        UNFINISHED,
        /** One character, also of those that C takes together. */
        PUNCTUATION
    }

    boolean is(char punctuation) {
        return kind == Kind.PUNCTUATION && text.charAt(0) == punctuation;
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** The tokens of a line: no token is on two lines once clang has preprocessed them. */
    static List<CToken> of(String line) {
        var tokens = new ArrayList<CToken>();
        var at = 0;
        while (at < line.length()) {
            var first = line.charAt(at);
            if (Character.isWhitespace(first)) {
                at++;
                continue;
            }
            var end = at + 1;
            var kind = Kind.PUNCTUATION;
            if (isDigit(first) || (first == '.' && end < line.length() && isDigit(line.charAt(end)))) {
                kind = Kind.NUMBER;
                end = endOfNumber(line, end);
            } else if (isNamePart(first)) {
                kind = Kind.NAME;
                while (end < line.length() && isNamePart(line.charAt(end))) {
                    end++;
                }
            } else if (first == '"' || first == '\'') {
                var close = close(line, end, first);
                kind = close < line.length() ? Kind.LITERAL : Kind.UNFINISHED;
                end = Math.min(close + 1, line.length());
            }
            tokens.add(new CToken(kind, line.substring(at, end)));
            at = end;
        }
        return tokens;
    }

    /** A {@code pp-number} of the standard: signs belong to exponents, quotes separate digits. */
    private static int endOfNumber(String line, int from) {
        var end = from;
        while (end < line.length()) {
            var character = line.charAt(end);
            var before = Character.toLowerCase(line.charAt(end - 1));
            var isSign = (character == '+' || character == '-') && (before == 'e' || before == 'p');
            var isSeparator = character == '\'' && end + 1 < line.length() && isNamePart(line.charAt(end + 1));
            if (!isSign && !isSeparator && character != '.' && !isNamePart(character)) {
                break;
            }
            end++;
        }
        return end;
    }

    /** Where the closing quote is; the length of the line, or more, if there is none. */
    private static int close(String line, int from, char quote) {
        var at = from;
        while (at < line.length() && line.charAt(at) != quote) {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isNamePart(char character) {
        return character == '_'
                || character == '$'
                || Character.isLetterOrDigit(character)
                // Beyond the basic plane, and what has decayed when it was decoded.
                || Character.isSurrogate(character);
    }
}
