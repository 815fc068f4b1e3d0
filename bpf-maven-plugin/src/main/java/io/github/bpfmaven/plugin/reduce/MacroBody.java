package io.github.bpfmaven.plugin.reduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.bpfmaven.plugin.reduce.CText.Kind;

/** What stands for a macro. */
final class MacroBody {
    /** What declarations are told by. */
    private static final Set<String> KEYWORDS = Set.of("struct", "union", "enum", "typedef", "extern", "__attribute__");

    /** What counts how often it is mentioned, and what makes a declaration into a definition or gives it another name. */
    private static final Set<String> ODD = Set.of(
            "__COUNTER__",
            "alias",
            "__alias__",
            "weakref",
            "__weakref__",
            "ifunc",
            "__ifunc__",
            "asm",
            "__asm",
            "__asm__");

    private final byte[] text;
    private final CText tokens;
    private final Set<String> parameters;
    private final Paste.Chain chain;
    private final List<String> words = new ArrayList<>();
    private final List<Paste> uses = new ArrayList<>();
    private int depth;
    private int pasteBehind = -1;
    private boolean isOdd;

    MacroBody(byte[] text, CText tokens, Set<String> parameters) {
        this.text = text;
        this.tokens = tokens;
        this.parameters = parameters;
        this.chain = new Paste.Chain(parameters);
    }

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word);
    }

    /** Whether a word makes more of a declaration than its type says. */
    static boolean isOdd(String word) {
        return ODD.contains(word);
    }

    /** Takes in the last token that was read. */
    void token() {
        var isName = tokens.kind() == Kind.WORD || tokens.kind() == Kind.NUMBER;
        if (tokens.is('#')) {
            isOdd = true;
            hash();
        } else if (isName) {
            chain.word(tokens.word());
            name();
        } else if (tokens.is(')')) {
            chain.parenthesis();
        } else {
            chain.other();
        }
        if (tokens.is('(') || tokens.is(')')) {
            depth += tokens.is('(') ? 1 : -1;
            isOdd |= depth < 0;
        } else if (tokens.kind() != Kind.WORD && !tokens.is('*')) {
            isOdd |= depth == 0 || tokens.is('{') || tokens.is(';');
        }
    }

    private void hash() {
        if (tokens.start() == pasteBehind) {
            chain.operator();
        } else if (tokens.end() < text.length && text[tokens.end()] == '#') {
            pasteBehind = tokens.end();
        } else {
            chain.other();
        }
    }

    private void name() {
        var word = tokens.word();
        if (tokens.kind() == Kind.WORD && !parameters.contains(word)) {
            words.add(word);
            isOdd |= isOdd(word);
        }
        if (KnownPastes.isOne(word)) {
            uses.add(KnownPastes.use(text, tokens.end(), tokens.limit(), parameters));
        }
    }

    Macro macro(String name, boolean isFunction) {
        return new Macro(name, isFunction, isOdd || depth != 0, words);
    }

    List<Paste> pastes() {
        uses.addAll(chain.all());
        return uses;
    }

    /** Without those of which nothing is known. */
    List<Paste> otherPastes() {
        return pastes().stream().filter(paste -> !paste.isAny()).toList();
    }
}
