package io.github.bpfmaven.plugin.reduce;

import java.util.Optional;

import io.github.bpfmaven.plugin.reduce.CText.Kind;

/** Finds the name that a declaration is for: {@code int (*name)(int);}, {@code struct x *name(int);}, {@code u8 name[4];}. */
final class Declarator {
    private static final Span NONE = new Span(0, 0);

    private final CText tokens;
    private Span last = NONE;

    private Declarator(byte[] text, int start, int end) {
        this.tokens = new CText(text, start, end, false);
    }

    /**
     * @param start of a typedef, a function or a variable without a value
     * @param end behind its semicolon
     * @return empty if it declares more than one, or is written in another way
     */
    static Optional<Span> name(byte[] text, int start, int end) {
        return Optional.of(new Declarator(text, start, end).find()).filter(name -> !name.isEmpty());
    }

    private Span find() {
        var found = NONE;
        while (tokens.next() != Kind.END) {
            if (tokens.is('{')) {
                if (!tokens.skipBody()) {
                    return NONE;
                }
                last = NONE;
            } else if (tokens.is("__attribute__")) {
                tokens.next();
                skipParentheses();
            } else if (tokens.kind() == Kind.WORD) {
                last = word();
            } else if (tokens.is('(') && found.isEmpty()) {
                found = parenthesized();
            } else if (tokens.is('(')) {
                skipParentheses();
            } else if (tokens.is('[')) {
                found = found.isEmpty() ? last : found;
                skipBrackets();
            } else if (tokens.is(',')) {
                return NONE;
            }
        }
        return found.isEmpty() ? last : found;
    }

    /** {@code (*name)}, or the parameters of what has just been named. */
    private Span parenthesized() {
        if (tokens.next() != Kind.MARK || !tokens.is('*')) {
            if (!tokens.is(')')) {
                skipParentheses();
            }
            return last;
        }
        var name = NONE;
        var depth = 1;
        while (depth > 0 && tokens.next() != Kind.END) {
            depth += tokens.is('(') ? 1 : tokens.is(')') ? -1 : 0;
            if (tokens.is("__attribute__")) {
                return NONE;
            }
            if (tokens.kind() == Kind.WORD && name.isEmpty() && !tokens.is("const") && !tokens.is("volatile")) {
                name = word();
            }
        }
        return name;
    }

    private Span word() {
        return new Span(tokens.start(), tokens.end());
    }

    private void skipParentheses() {
        var depth = 1;
        while (depth > 0 && tokens.next() != Kind.END) {
            depth += tokens.is('(') ? 1 : tokens.is(')') ? -1 : 0;
        }
    }

    private void skipBrackets() {
        while (!tokens.is(']') && tokens.kind() != Kind.END) {
            tokens.next();
        }
    }
}
