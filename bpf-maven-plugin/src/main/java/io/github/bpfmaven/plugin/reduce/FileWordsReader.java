package io.github.bpfmaven.plugin.reduce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.plugin.reduce.CText.Kind;

/** Collects what pieces of a file mention. */
final class FileWordsReader {
    /** Macros that come out of no text (clang 20, {@code Preprocessor::RegisterBuiltinMacros}). */
    private static final Set<String> CLANGS_OWN = Set.of(
            "_Pragma",
            "__LINE__",
            "__FILE__",
            "__FILE_NAME__",
            "__BASE_FILE__",
            "__DATE__",
            "__TIME__",
            "__TIMESTAMP__",
            "__COUNTER__",
            "__INCLUDE_LEVEL__",
            "__FLT_EVAL_METHOD__");

    private static final List<String> CLANGS_OWN_BEGIN = List.of("__has_", "__is_target_", "__is_identifier", "__STDC");

    private final byte[] text;
    private final Set<String> words = new HashSet<>();
    private final Map<String, List<String>> ifNamed = new HashMap<>();
    private final List<FileWords.Included> includes = new ArrayList<>();
    private final List<Paste> pastes = new ArrayList<>();
    private final List<Macro> macros = new ArrayList<>();
    private boolean wantsOwnClang;
    private Optional<String> obstacle = Optional.empty();

    FileWordsReader(byte[] text) {
        this.text = text;
    }

    FileWords words() {
        return new FileWords(words, ifNamed, includes, pastes, macros, wantsOwnClang, obstacle);
    }

    void read(int from, int to) {
        var tokens = new CText(text, from, to, true);
        var begins = true;
        while (tokens.next() != Kind.END) {
            if (tokens.kind() == Kind.DIRECTIVE) {
                directive(tokens.start() + 1, tokens.end());
                continue;
            }
            if (begins && tokens.is("static")) {
                var helper = helper(tokens.start(), to);
                if (helper > 0) {
                    tokens = new CText(text, helper, to, true);
                    continue;
                }
            }
            begins = tokens.is(';') || tokens.is('}');
            add(tokens);
            if (tokens.is("_Pragma")) {
                operator(tokens, to);
            } else if (KnownPastes.isOne(tokens)) {
                pastes.add(KnownPastes.use(text, tokens.end(), to, Set.of()));
            }
        }
        obstacles(tokens);
    }

    /** {@code _Pragma("…")}; what a macro makes a text of is mentioned where that is used. */
    private void operator(CText tokens, int to) {
        var inside = new CText(text, tokens.end(), to, false);
        if (inside.next() == Kind.MARK && inside.next() == Kind.LITERAL) {
            // Quotes within have a backslash before them.
            var words = CText.string(text, inside.start() + 1, inside.end() - 1)
                    .replace('\\', ' ')
                    .replace('"', ' ');
            wantsOwnClang |= !pragma(new CText(words.getBytes(StandardCharsets.ISO_8859_1)));
        } else {
            wantsOwnClang = true;
        }
    }

    private void add(CText tokens) {
        if (tokens.kind() == Kind.WORD || tokens.kind() == Kind.NUMBER) {
            words.add(tokens.word());
        } else if (tokens.is('\\')) {
            obstacle("a backslash");
        }
    }

    private void obstacles(CText tokens) {
        tokens.obstacle().ifPresent(this::obstacle);
    }

    /** Says why it can't be known what the file mentions. */
    void obstacle(String what) {
        obstacle = obstacle.or(() -> Optional.of(what));
    }

    /**
     * {@code static long (* const bpf_x)(void *y) = (void *) 1;}
     *
     * @return where it ends; 0 if it is something else
     */
    private int helper(int from, int to) {
        var tokens = new CText(text, from, to, false);
        var mentions = new ArrayList<String>();
        var name = "";
        var before = "";
        var hasValue = false;
        while (tokens.next() != Kind.END && !tokens.is(';')) {
            if (tokens.is('{') || tokens.is('#') || tokens.kind() == Kind.LITERAL || KnownPastes.isOne(tokens)) {
                return 0;
            }
            if (tokens.kind() == Kind.WORD) {
                mentions.add(tokens.word());
            }
            if (tokens.is(')') && name.isEmpty()) {
                name = before;
            }
            hasValue |= tokens.is('=');
            before = tokens.kind() == Kind.WORD ? tokens.word() : "";
        }
        if (!hasValue || !name.startsWith("bpf_") || !tokens.is(';')) {
            return 0;
        }
        ifNamed.put(name, List.copyOf(mentions));
        return tokens.end();
    }

    private void directive(int from, int to) {
        var tokens = new CText(text, from, to, false);
        if (tokens.next() != Kind.WORD) {
            return;
        }
        var name = tokens.word();
        switch (name) {
            case "include", "include_next", "import" -> include(tokens, name.equals("include_next"));
            case "define" -> define(tokens, to);
            case "pragma" -> wantsOwnClang |= pragma(tokens);
            case "warning", "error" -> message(tokens, to);
            case "embed" -> obstacle("#embed");
            case "undef" -> undefine(tokens);
            default -> rest(tokens);
        }
        obstacles(tokens);
    }

    private void rest(CText tokens) {
        while (tokens.next() != Kind.END) {
            add(tokens);
        }
    }

    /** Where it counts clang takes what looks like a comment for a part of the text. */
    private void message(CText tokens, int to) {
        for (var at = tokens.end(); at + 1 < to; at++) {
            if (text[at] == '/' && text[at + 1] == '*') {
                obstacle("a comment behind #error or #warning");
            }
        }
        rest(tokens);
    }

    /** @return whether it says what clang warns of */
    private boolean pragma(CText tokens) {
        var isDiagnostic = false;
        while (tokens.next() != Kind.END) {
            isDiagnostic |= tokens.is("diagnostic");
            if (isDiagnostic && (tokens.is("warning") || tokens.is("error"))) {
                obstacle("a pragma for more warnings");
            } else if (tokens.is("poison")) {
                obstacle("a poisoned name");
            }
            add(tokens);
        }
        return isDiagnostic;
    }

    private void undefine(CText tokens) {
        if (tokens.next() == Kind.WORD) {
            name(tokens.word());
        }
        rest(tokens);
    }

    /** A macro's. */
    private void name(String name) {
        words.add(name);
        wantsOwnClang |= CLANGS_OWN.contains(name) || CLANGS_OWN_BEGIN.stream().anyMatch(name::startsWith);
    }

    private void include(CText tokens, boolean next) {
        var kind = tokens.next();
        var close = tokens.end() - 1;
        if (tokens.is('<')) {
            while (close < text.length && text[close] != '>' && text[close] != '\n') {
                close++;
            }
        } else if (kind != Kind.LITERAL || text[tokens.start()] != '"') {
            obstacle("an #include with a macro");
            return;
        }
        var name = CText.string(text, tokens.start() + 1, close);
        if (name.indexOf('\'') >= 0) {
            obstacle("an apostrophe in a header's name");
        }
        includes.add(new FileWords.Included(name, kind == Kind.LITERAL, next));
    }

    private void define(CText tokens, int to) {
        if (tokens.next() != Kind.WORD) {
            return;
        }
        var name = tokens.word();
        name(name);
        var end = tokens.end();
        var kind = tokens.next();
        var parameters = new HashSet<String>();
        var isFunction = tokens.is('(') && tokens.start() == end;
        if (isFunction) {
            // What stands in its parentheses may be put together, too.
            parameters.addAll(List.of("__VA_ARGS__", "__VA_OPT__"));
            while (kind != Kind.END && !tokens.is(')')) {
                if (kind == Kind.WORD) {
                    parameters.add(tokens.word());
                }
                kind = tokens.next();
            }
            kind = tokens.next();
        }
        var body = new MacroBody(text, tokens, parameters);
        while (kind != Kind.END) {
            body.token();
            add(tokens);
            if (tokens.is("_Pragma")) {
                operator(tokens, to);
            }
            kind = tokens.next();
        }
        if (MacroBody.isKeyword(name)) {
            obstacle("a keyword that is a macro");
        }
        macros.add(body.macro(name, isFunction));
        pastes.addAll(KnownPastes.isOne(name) ? body.otherPastes() : body.pastes());
    }
}
