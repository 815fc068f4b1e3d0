package io.github.bpfmaven.plugin.reduce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a source and its headers mention together. */
final class Words {
    /** What macros of clang's own stand for, which no file defines: {@code __UINT64_TYPE__}, {@code __INT64_C_SUFFIX__}. */
    private static final List<String> PREDEFINED = List.of(
            "long", "int", "unsigned", "signed", "short", "char", "float", "double", "L", "U", "UL", "LL", "ULL");

    private final Set<String> all = new HashSet<>();
    private final List<Paste.Matcher> pastes = new ArrayList<>();

    /** By letters of a name: whether something that is put together may begin with it. */
    private final boolean[] begins = new boolean[256];

    Words(Collection<FileWords> files) {
        var macros = new HashSet<String>();
        for (var file : files) {
            all.addAll(file.words());
            for (var macro : file.macros()) {
                if (!macro.isFunction()) {
                    macros.add(macro.name());
                }
            }
        }
        var pieces = new HashSetOfInts(all.size() * 2);
        addHashes(pieces, all);
        addHashes(pieces, PREDEFINED);
        var different = new HashSet<List<String>>();
        for (var file : files) {
            for (var paste : file.pastes()) {
                var known = paste.without(macros);
                if (different.add(known.parts())) {
                    add(known, pieces);
                }
            }
        }
        for (var file : files) {
            for (var helper : file.ifNamed().entrySet()) {
                if (mayHave(helper.getKey())) {
                    all.addAll(helper.getValue());
                    addHashes(pieces, helper.getValue());
                }
            }
        }
    }

    private static void addHashes(HashSetOfInts hashes, Collection<String> words) {
        for (var word : words) {
            hashes.add(word.hashCode());
        }
    }

    private void add(Paste paste, HashSetOfInts pieces) {
        var begin = paste.parts().get(0);
        if (begin.isEmpty()) {
            Arrays.fill(begins, true);
        } else {
            begins[begin.charAt(0) & 0xff] = true;
        }
        pastes.add(paste.matcher(pieces));
    }

    /** Names and numbers. */
    Set<String> all() {
        return all;
    }

    /** Whether a name is one of them, or may be put together. */
    boolean mayHave(String name) {
        if (all.contains(name)) {
            return true;
        }
        if (name.isEmpty() || !begins[name.charAt(0) & 0xff]) {
            return false;
        }
        var text = name.getBytes(StandardCharsets.ISO_8859_1);
        return mayPaste(text, 0, text.length);
    }

    /** Whether macros put names together. */
    boolean hasPastes() {
        return !pastes.isEmpty();
    }

    /** Whether macros may put a name together. */
    boolean mayPaste(byte[] text, int from, int to) {
        if (!begins[text[from] & 0xff]) {
            return false;
        }
        for (var paste : pastes) {
            if (paste.matches(text, from, to)) {
                return true;
            }
        }
        return false;
    }
}
