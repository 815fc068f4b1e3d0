package io.github.bpfmaven.plugin.reduce;

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
    /** libbpf's and the kernel's: what they put together begins with a name of their own. */
    private static final Set<String> KNOWN_PASTES =
            Set.of("___bpf_concat", "___concat", "___core_concat", "__AC", "__PASTE", "___PASTE");

    private final byte[] text;
    private final Set<String> words = new HashSet<>();
    private final Map<String, List<String>> ifNamed = new HashMap<>();
    private final List<FileWords.Included> includes = new ArrayList<>();
    private final List<Paste> pastes = new ArrayList<>();
    private Optional<String> obstacle = Optional.empty();

    FileWordsReader(byte[] text) {
        this.text = text;
    }

    FileWords words() {
        return new FileWords(words, ifNamed, includes, pastes, obstacle);
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
        }
        joined(tokens);
    }

    private void add(CText tokens) {
        if (tokens.kind() == Kind.WORD || tokens.kind() == Kind.NUMBER) {
            words.add(tokens.word());
        } else if (tokens.is('\\')) {
            obstacle("a backslash");
        }
    }

    private void joined(CText tokens) {
        if (tokens.hasJoinedWords()) {
            obstacle("a name that goes on in the next line");
        }
    }

    private void obstacle(String what) {
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
            if (tokens.is('{') || tokens.kind() == Kind.DIRECTIVE || tokens.is('#')) {
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
            case "define" -> define(tokens);
            case "pragma" -> pragma(tokens);
            case "embed" -> obstacle("#embed");
            default -> rest(tokens);
        }
        joined(tokens);
    }

    private void rest(CText tokens) {
        while (tokens.next() != Kind.END) {
            add(tokens);
        }
    }

    private void pragma(CText tokens) {
        while (tokens.next() != Kind.END) {
            if (tokens.is("warning") || tokens.is("error")) {
                obstacle("a pragma for more warnings");
            }
            add(tokens);
        }
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
        includes.add(new FileWords.Included(CText.string(text, tokens.start() + 1, close), kind == Kind.LITERAL, next));
    }

    private void define(CText tokens) {
        if (tokens.next() != Kind.WORD) {
            return;
        }
        var name = tokens.word();
        words.add(name);
        var end = tokens.end();
        var kind = tokens.next();
        var parameters = new HashSet<String>();
        if (tokens.is('(') && tokens.start() == end) {
            parameters.add("__VA_ARGS__");
            while (kind != Kind.END && !tokens.is(')')) {
                if (kind == Kind.WORD) {
                    parameters.add(tokens.word());
                }
                kind = tokens.next();
            }
            kind = tokens.next();
        }
        var chain = new Paste.Chain(parameters);
        while (kind != Kind.END) {
            var isPaste = false;
            if (tokens.is('#')) {
                isPaste = tokens.end() < text.length && text[tokens.end()] == '#';
                if (isPaste) {
                    tokens.next();
                }
            }
            if (isPaste) {
                chain.operator();
            } else if (kind == Kind.WORD || kind == Kind.NUMBER) {
                chain.word(tokens.word());
            } else {
                chain.other();
            }
            add(tokens);
            kind = tokens.next();
        }
        if (!KNOWN_PASTES.contains(name)) {
            pastes.addAll(chain.all());
        }
    }
}
