package io.github.bpfmaven.plugin.reduce;

import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.plugin.reduce.CText.Kind;

/**
 * Splits a header into its declarations. What is written in a way that this doesn't know is one that stays as it is: a function
 * with a body, a variable with a value, a directive in a struct, a macro in place of a declaration.
 */
final class HeaderScanner {
    private final byte[] text;
    private CText tokens;
    private int last;
    private final DeclaredNames names = new DeclaredNames();
    private final List<Declaration> declarations = new ArrayList<>();

    private HeaderScanner(byte[] text) {
        this.text = text;
        this.tokens = new CText(text);
    }

    static HeaderIndex scan(byte[] text) {
        var scanner = new HeaderScanner(text);
        while (scanner.tokens.next() != Kind.END) {
            scanner.declaration();
        }
        return HeaderIndex.of(text, scanner.declarations, scanner.names);
    }

    private void declaration() {
        var start = tokens.start();
        if (tokens.kind() == Kind.DIRECTIVE) {
            add(Declaration.Kind.FIXED, start, "");
        } else if (tokens.isRecord() || tokens.is("enum")) {
            tagged(start, tokens.is("enum"));
        } else if (tokens.is("typedef")) {
            tokens.next();
            rest(start, Declaration.Kind.TYPEDEF);
        } else if (tokens.is("extern")) {
            tokens.next();
            rest(start, Declaration.Kind.EXTERN);
        } else {
            rest(start, Declaration.Kind.FIXED);
        }
    }

    private void tagged(int start, boolean isEnum) {
        var tag = "";
        if (tokens.next() == Kind.WORD) {
            tag = tokens.word();
            tokens.next();
        }
        if (tokens.is(';') && !tag.isEmpty() && !isEnum) {
            names.forward(tag, declarations.size());
            add(Declaration.Kind.FORWARD, start, tag);
        } else if (tokens.is('{') && (isEnum || !tag.isEmpty())) {
            var body = tokens.end();
            if (tokens.skipBody() && attributesOnly()) {
                if (!tag.isEmpty()) {
                    names.tag(tag, declarations.size());
                }
                new BodyNames(text, names, declarations.size()).of(body, tokens.end(), isEnum);
                add(isEnum ? Declaration.Kind.ENUM : Declaration.Kind.RECORD, start, tag);
            } else {
                again(start);
            }
        } else {
            // A function that returns it, most often.
            rest(start, Declaration.Kind.FIXED);
        }
    }

    /** What could not be read so far: from its start as something that stays as it is. */
    private void again(int start) {
        tokens = new CText(text, start, text.length, true);
        tokens.next();
        rest(start, Declaration.Kind.FIXED);
    }

    /** Behind a closing brace: up to the semicolon. */
    private boolean attributesOnly() {
        tokens.next();
        while (tokens.is("__attribute__")) {
            tokens.next();
            if (!tokens.is('(') || !parentheses()) {
                return false;
            }
            tokens.next();
        }
        return tokens.is(';');
    }

    /** To the one that closes the one that was just read. */
    private boolean parentheses() {
        var depth = 1;
        while (depth > 0) {
            var kind = tokens.next();
            if (kind == Kind.END || kind == Kind.DIRECTIVE) {
                return false;
            }
            depth += tokens.is('(') ? 1 : tokens.is(')') ? -1 : 0;
        }
        return true;
    }

    /**
     * Reads to the end of a declaration, the last token read being in it.
     *
     * @param kind what it is if nothing odd is in it
     */
    private void rest(int start, Declaration.Kind kind) {
        var depth = 0;
        var fixed = kind == Declaration.Kind.FIXED;
        var afterParenthesis = false;
        var isFunction = false;
        var body = -1;
        var bodyEnd = -1;
        while (tokens.kind() != Kind.END && !(depth == 0 && tokens.is(';'))) {
            if (tokens.kind() == Kind.DIRECTIVE || (depth == 0 && tokens.is('='))) {
                fixed = true;
            } else if (tokens.is('{')) {
                isFunction |= depth == 0 && afterParenthesis && kind != Declaration.Kind.TYPEDEF;
                body = depth == 0 ? tokens.end() : body;
                depth++;
            } else if (tokens.is('}')) {
                depth--;
                bodyEnd = tokens.start();
                if (depth <= 0 && isFunction) {
                    break;
                }
            }
            afterParenthesis = tokens.is(')');
            tokens.next();
        }
        if (!fixed && !isFunction && tokens.is(';')) {
            var declared = Declarator.name(text, start, tokens.end());
            if (declared.isPresent()) {
                names.ordinary(declared.get(), declarations.size());
                if (body >= 0) {
                    new BodyNames(text, names, declarations.size()).typedef(start, body, bodyEnd);
                }
                add(kind, start, "");
                return;
            }
        }
        add(Declaration.Kind.FIXED, start, "");
    }

    private void add(Declaration.Kind kind, int start, String tag) {
        var end = tokens.end();
        declarations.add(new Declaration(kind, start, end, tag, lines(last, start), lines(start, end)));
        last = end;
    }

    private int lines(int from, int to) {
        var lines = 0;
        for (var at = from; at < to; at++) {
            if (text[at] == '\n') {
                lines++;
            }
        }
        return lines;
    }
}
