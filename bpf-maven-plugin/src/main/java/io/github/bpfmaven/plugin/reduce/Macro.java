package io.github.bpfmaven.plugin.reduce;

import java.util.List;

/**
 * A macro, as far as it matters where declarations mention it.
 *
 * @param name of it
 * @param isFunction whether it has parameters: it is one only with a parenthesis behind it
 * @param isOdd whether it may make a declaration into something else than its words say: several, or a broken one
 * @param words that stand for it
 */
record Macro(String name, boolean isFunction, boolean isOdd, List<String> words) {
    Macro {
        words = List.copyOf(words);
    }
}
