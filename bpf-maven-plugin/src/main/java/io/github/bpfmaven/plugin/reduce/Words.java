package io.github.bpfmaven.plugin.reduce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a source and its headers mention together. */
final class Words {
    /** What macros of clang's own stand for, which no file defines: {@code __UINT64_TYPE__}, {@code __INT64_C_SUFFIX__}. */
    private static final List<String> PREDEFINED = List.of(
            "long", "int", "unsigned", "signed", "short", "char", "float", "double", "L", "U", "UL", "LL", "ULL");

    private final Set<String> all = new HashSet<>();
    private final List<Paste.Matcher> pastes = new ArrayList<>();

    Words(Collection<FileWords> files) {
        var macros = new HashSet<String>();
        for (var file : files) {
            all.addAll(file.words());
            file.macros().stream()
                    .filter(macro -> !macro.isFunction())
                    .map(Macro::name)
                    .forEach(macros::add);
        }
        var different = new LinkedHashSet<Paste>();
        for (var file : files) {
            file.pastes().forEach(paste -> different.add(paste.without(macros)));
        }
        var pieces = new HashSetOfInts(all.size() * 2);
        all.forEach(word -> pieces.add(word.hashCode()));
        PREDEFINED.forEach(word -> pieces.add(word.hashCode()));
        different.forEach(paste -> pastes.add(paste.matcher(pieces)));
        for (var file : files) {
            file.ifNamed().forEach((name, mentions) -> {
                if (mayHave(name)) {
                    all.addAll(mentions);
                    mentions.forEach(word -> pieces.add(word.hashCode()));
                }
            });
        }
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
        if (pastes.isEmpty()) {
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
        for (var paste : pastes) {
            if (paste.matches(text, from, to)) {
                return true;
            }
        }
        return false;
    }
}
