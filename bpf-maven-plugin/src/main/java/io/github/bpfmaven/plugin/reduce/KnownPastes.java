package io.github.bpfmaven.plugin.reduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.bpfmaven.plugin.reduce.CText.Kind;

/**
 * Macros of libbpf, the kernel and this plugin that put together whatever they are given. Nearly every program includes some, and
 * if what they are given weren't looked at, it would seem to name everything that words can be put together to.
 */
final class KnownPastes {
    private static final Set<String> NAMES = Set.of(
            "___bpf_concat",
            "___bpf_apply",
            "___bpf_list",
            "___bpf_for_pairs",
            "___concat",
            "___apply",
            "___core_concat",
            "___core_apply",
            "__AC",
            "_AC",
            "__PASTE",
            "___PASTE");

    private KnownPastes() {}

    static boolean isOne(String name) {
        return NAMES.contains(name);
    }

    static boolean isOne(CText tokens) {
        return tokens.startsWith('_') && tokens.kind() == Kind.WORD && isOne(tokens.word());
    }

    /**
     * What one comes to.
     *
     * @param from behind its name
     * @param parameters of the macro in which it is mentioned
     */
    static Paste use(byte[] text, int from, int to, Set<String> parameters) {
        var tokens = new CText(text, from, to, false);
        tokens.next();
        if (!tokens.is('(')) {
            return Paste.ANY;
        }
        var parts = new ArrayList<String>();
        var words = new ArrayList<String>();
        var depth = 1;
        while (depth > 0) {
            if (tokens.next() == Kind.END || tokens.kind() == Kind.DIRECTIVE) {
                return Paste.ANY;
            }
            depth += tokens.is('(') ? 1 : tokens.is(')') ? -1 : 0;
            if (depth == 0 || (depth == 1 && tokens.is(','))) {
                parts.add(words.size() == 1 && !parameters.contains(words.get(0)) ? words.get(0) : "");
                words.clear();
            } else {
                var isName = tokens.kind() == Kind.WORD || tokens.kind() == Kind.NUMBER;
                words.add(isName ? tokens.word() : "");
            }
        }
        return new Paste(List.copyOf(parts), true);
    }
}
