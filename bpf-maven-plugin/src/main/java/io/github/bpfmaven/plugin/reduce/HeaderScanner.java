package io.github.bpfmaven.plugin.reduce;

import java.util.Optional;

import io.github.bpfmaven.plugin.reduce.CText.Kind;

/**
 * Splits a header into its declarations. What is written in a way that this doesn't know is one that stays as it is: a function
 * with a body, a variable with a value, a directive in a struct, a macro in place of a declaration.
 */
final class HeaderScanner {
    private static final int LEAST_RECORDS = 200;
    private static final Span NONE = new Span(0, 0);

    private final byte[] text;
    private CText tokens;
    private int last;
    private final NameTable.Builder names;
    private final IntList declarations = new IntList();
    private Optional<String> obstacle;
    private final IntList fixed = new IntList();
    private int count;
    private int records;
    private int inFixed;
    private int line;

    private HeaderScanner(byte[] text) {
        this.text = text;
        this.tokens = new CText(text);
        this.names = new NameTable.Builder(text);
        this.obstacle = Oddity.of(text);
    }

    static HeaderIndex scan(byte[] text) {
        var scanner = new HeaderScanner(text);
        while (scanner.tokens.next() != Kind.END) {
            scanner.declaration();
        }
        scanner.look();
        var declarations = new DeclarationTable(scanner.declarations.toArray());
        return new HeaderIndex(
                text,
                TextStamp.of(text),
                scanner.isWorthwhile(),
                declarations,
                scanner.fixed.toArray(),
                scanner.names.table(),
                MentionedWords.of(text, declarations));
    }

    private boolean isWorthwhile() {
        return obstacle.isEmpty()
                && HeaderIndex.isLarge(text.length)
                && records >= LEAST_RECORDS
                && inFixed < text.length / 4;
    }

    private void declaration() {
        var start = tokens.start();
        if (tokens.kind() == Kind.DIRECTIVE) {
            add(Declaration.Kind.FIXED, start, NONE);
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
        var tag = NONE;
        if (tokens.next() == Kind.WORD) {
            tag = new Span(tokens.start(), tokens.end());
            tokens.next();
        }
        if (tokens.is(';') && !tag.isEmpty() && !isEnum) {
            names.add(NameTable.FORWARD, tag.start(), tag.end(), count);
            add(Declaration.Kind.FORWARD, start, tag);
        } else if (tokens.is('{') && (isEnum || !tag.isEmpty())) {
            var body = tokens.end();
            if (tokens.skipBody()
                    && attributesOnly()
                    && new BodyNames(text, names, count).of(body, tokens.end(), isEnum)) {
                if (!tag.isEmpty()) {
                    names.add(NameTable.TAG, tag.start(), tag.end(), count);
                }
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
        look();
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
            if (tokens.kind() == Kind.DIRECTIVE || (depth == 0 && tokens.is('=')) || isOdd()) {
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
            if (declared.isPresent() && (body < 0 || new BodyNames(text, names, count).typedef(start, body, bodyEnd))) {
                names.add(
                        NameTable.ORDINARY,
                        declared.get().start(),
                        declared.get().end(),
                        count);
                add(kind, start, NONE);
                return;
            }
        }
        add(Declaration.Kind.FIXED, start, NONE);
    }

    /** An alias is a definition, whether somebody names it or not. */
    private boolean isOdd() {
        return tokens.kind() == Kind.WORD
                && (tokens.startsWith('_')
                        || tokens.startsWith('a')
                        || tokens.startsWith('w')
                        || tokens.startsWith('i'))
                && MacroBody.isOdd(tokens.word());
    }

    private void look() {
        obstacle = obstacle.or(tokens::obstacle);
    }

    private void add(Declaration.Kind kind, int start, Span tag) {
        var end = tokens.end();
        line += CText.lines(text, last, start);
        var lines = CText.lines(text, start, end);
        DeclarationTable.add(declarations, new Declaration(kind, start, end, tag, line, lines));
        line += lines;
        records += kind == Declaration.Kind.RECORD ? 1 : 0;
        if (kind == Declaration.Kind.FIXED) {
            fixed.add(count);
            inFixed += end - start;
        }
        count++;
        last = end;
    }
}
