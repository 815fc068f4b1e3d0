package io.github.bpfmaven.plugin.reduce;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * All words of a header's declarations, in comments, too: more than enough to know which mention a macro.
 *
 * @param all hashes, in their order
 * @param places for each, the declaration that has it, or {@link #SEVERAL}
 * @param called hashes of words with a parenthesis behind them, in their order
 */
record MentionedWords(int[] all, int[] places, int[] called) {
    static final int SEVERAL = -1;

    /** Leaves out what is fixed: that stays as it is anyway. */
    static MentionedWords of(byte[] text, DeclarationTable declarations) {
        var places = new WordPlaces();
        var called = new HashSetOfInts(1 << 10);
        for (var number = 0; number < declarations.size(); number++) {
            if (!declarations.isFixed(number)) {
                var place = number;
                new WordScan(text, declarations.get(number)).each((hash, end) -> {
                    places.add(hash, place);
                    if (isCall(text, end)) {
                        called.add(hash);
                    }
                });
            }
        }
        var sorted = places.sorted();
        return new MentionedWords(
                Arrays.stream(sorted)
                        .mapToInt(word -> (int) (word >> Integer.SIZE))
                        .toArray(),
                Arrays.stream(sorted).mapToInt(word -> (int) word).toArray(),
                called.sorted());
    }

    /** Whether the first behind blanks and comments is a parenthesis, or what may hide one. */
    private static boolean isCall(byte[] text, int behind) {
        var at = behind;
        while (at < text.length && text[at] <= ' ' && text[at] >= 0) {
            at++;
        }
        return at < text.length && (text[at] == '(' || text[at] == '/' || text[at] == '\\');
    }

    /** Which declarations mention macros. */
    BitSet by(List<Macro> macros, byte[] text, DeclarationTable declarations) {
        var found = new BitSet();
        var several = new HashSetOfInts(1);
        var isScan = false;
        for (var macro : macros) {
            var hash = macro.name().hashCode();
            if (!macro.isFunction() || Arrays.binarySearch(called, hash) >= 0) {
                var word = Arrays.binarySearch(all, hash);
                if (word >= 0 && places[word] == SEVERAL) {
                    several.add(hash);
                    isScan = true;
                } else if (word >= 0) {
                    found.set(places[word]);
                }
            }
        }
        for (var number = 0; isScan && number < declarations.size(); number++) {
            var place = number;
            new WordScan(text, declarations.get(number)).each((hash, end) -> {
                if (several.contains(hash)) {
                    found.set(place);
                }
            });
        }
        return found;
    }

    /** The words of a declaration. */
    private record WordScan(byte[] text, Declaration declaration) {
        interface Taker {
            /** @param end behind the word */
            void word(int hash, int end);
        }

        void each(Taker taker) {
            for (var at = declaration.start(); at < declaration.end(); at++) {
                if (CText.isWord(text[at])) {
                    var hash = 0;
                    while (at < declaration.end() && CText.isWord(text[at])) {
                        hash = 31 * hash + (text[at++] & 0xff);
                    }
                    taker.word(hash, at);
                }
            }
        }
    }
}
