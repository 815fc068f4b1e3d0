package io.github.bpfmaven.plugin.reduce;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file mentions, branches that are not taken and macros that are not used among it.
 *
 * @param words names and numbers
 * @param ifNamed what a helper's prototype mentions: it counts where the helper is named
 * @param includes what is included, or asked for
 * @param pastes names that are put together
 * @param macros what is defined
 * @param wantsOwnClang whether a clang that compiles other sources, too, would mix up their warnings: for a {@code #pragma} that says
 *     what to warn of, a {@code _Pragma} that may say anything else, a macro by the name of one of clang's own
 * @param obstacle why this can't be known; empty if it is
 */
public record FileWords(
        Set<String> words,
        Map<String, List<String>> ifNamed,
        List<Included> includes,
        List<Paste> pastes,
        List<Macro> macros,
        boolean wantsOwnClang,
        Optional<String> obstacle) {
    /**
     * A header's name.
     *
     * @param name between the quotes or angle brackets
     * @param quoted whether it is looked for beside the including file first
     * @param next whether the search goes on behind the including file's directory
     */
    public record Included(String name, boolean quoted, boolean next) {}

    /** Of a whole file. */
    public static FileWords of(byte[] text) {
        var reader = new FileWordsReader(text);
        Oddity.of(text).ifPresent(reader::obstacle);
        reader.read(0, text.length);
        return reader.words();
    }
}
