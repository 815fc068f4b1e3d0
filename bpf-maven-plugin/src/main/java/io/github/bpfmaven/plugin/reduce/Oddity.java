package io.github.bpfmaven.plugin.reduce;

import java.util.Optional;

/** What makes clang divide a text into lines, comments and tokens as {@link CText} does not. */
final class Oddity {
    private final byte[] text;

    private Oddity(byte[] text) {
        this.text = text;
    }

    /** @return the first; empty if the text is plain */
    static Optional<String> of(byte[] text) {
        return new Oddity(text).find();
    }

    private Optional<String> find() {
        if (text.length > 2 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb) {
            return Optional.of("a byte order mark");
        }
        for (var at = 0; at < text.length; at++) {
            var one = text[at];
            if (one == '\r' && at(at + 1) != '\n') {
                return Optional.of("a line that ends with CR alone");
            } else if (one == '?' && at(at + 1) == '?' && "=/<>".indexOf(at(at + 2)) >= 0) {
                return Optional.of("a trigraph");
            } else if ((one == '%' || one == '<' || one == ':') && isDigraph(one, at(at + 1))) {
                return Optional.of("a digraph");
            } else if (one == '\\' && isOddLineEnd(at)) {
                return Optional.of("an odd end of a line");
            }
        }
        return Optional.empty();
    }

    private byte at(int position) {
        return position >= 0 && position < text.length ? text[position] : 0;
    }

    private static boolean isDigraph(byte one, byte two) {
        return switch (one) {
            case '%' -> two == ':' || two == '>';
            case '<' -> two == '%' || two == ':';
            default -> two == '>';
        };
    }

    /** Blanks between the backslash and the line's end, or the two characters of a comment's mark before and behind it. */
    private boolean isOddLineEnd(int backslash) {
        var end = backslash + 1;
        while (at(end) == ' ' || at(end) == '\t' || at(end) == '\f' || at(end) == 0x0b) {
            end++;
        }
        var next = end + (at(end) == '\r' ? 1 : 0);
        if (at(next) != '\n') {
            return false;
        }
        var before = at(backslash - 1);
        var behind = at(next + 1);
        return end > backslash + 1
                || ((before == '*' || before == '/') && (behind == '*' || behind == '/' || behind == '\\'));
    }
}
