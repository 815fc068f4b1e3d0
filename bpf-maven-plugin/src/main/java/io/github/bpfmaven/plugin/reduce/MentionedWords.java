package io.github.bpfmaven.plugin.reduce;

import java.util.Arrays;

/**
 * All words of a header, in comments, too: more than enough to know that it doesn't mention a macro.
 *
 * @param all hashes, in their order
 * @param called those of words with a parenthesis behind them, likewise
 */
record MentionedWords(int[] all, int[] called) {
    static MentionedWords of(byte[] text) {
        var all = new HashSetOfInts(1 << 16);
        var called = new HashSetOfInts(1 << 10);
        var position = 0;
        while (position < text.length) {
            if (!CText.isWord(text[position])) {
                position++;
                continue;
            }
            var hash = 0;
            while (position < text.length && CText.isWord(text[position])) {
                hash = 31 * hash + (text[position++] & 0xff);
            }
            all.add(hash);
            if (isCall(text, position)) {
                called.add(hash);
            }
        }
        return new MentionedWords(all.sorted(), called.sorted());
    }

    /** Whether the first behind blanks and comments is a parenthesis, or what may hide one. */
    static boolean isCall(byte[] text, int behind) {
        var at = behind;
        while (at < text.length && text[at] <= ' ' && text[at] >= 0) {
            at++;
        }
        return at < text.length && (text[at] == '(' || text[at] == '/' || text[at] == '\\');
    }

    boolean has(Macro macro) {
        return Arrays.binarySearch(
                        macro.isFunction() ? called : all, macro.name().hashCode())
                >= 0;
    }
}
