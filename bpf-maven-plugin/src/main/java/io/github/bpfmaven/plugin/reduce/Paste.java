package io.github.bpfmaven.plugin.reduce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names that a macro puts together with {@code ##}.
 *
 * @param parts texts, and empty text for what isn't known: any words and numbers put together, or nothing
 * @param expands whether a text that names a macro stands for what the macro does
 */
record Paste(List<String> parts, boolean expands) {
    /** Any words put together. */
    static final Paste ANY = new Paste(List.of("", ""), false);

    Paste {
        parts = List.copyOf(parts);
    }

    /** @param parts as above, of operands of {@code ##}: these aren't expanded */
    Paste(List<String> parts) {
        this(parts, false);
    }

    /** Whether all of it is unknown. */
    boolean isAny() {
        return parts.stream().allMatch(String::isEmpty);
    }

    /** The same with nothing known of the macros' names among the parts, if these are expanded. */
    Paste without(Set<String> macros) {
        if (!expands) {
            return this;
        }
        var known = new ArrayList<String>();
        for (var part : parts) {
            var isMacro = macros.contains(part) || (part.startsWith("__") && part.endsWith("__"));
            known.add(isMacro ? "" : part);
        }
        return new Paste(known);
    }

    /** @param pieces hashes of what the unknown is put together of */
    Matcher matcher(HashSetOfInts pieces) {
        return new Matcher(parts, pieces);
    }

    /** Tells names that it may come to. */
    static final class Matcher {
        private final byte[][] parts;
        private final HashSetOfInts pieces;

        private Matcher(List<String> parts, HashSetOfInts pieces) {
            this.parts = new byte[parts.size()][];
            for (var part = 0; part < parts.size(); part++) {
                this.parts[part] = parts.get(part).getBytes(StandardCharsets.ISO_8859_1);
            }
            this.pieces = pieces;
        }

        boolean matches(byte[] text, int from, int to) {
            // Positions up to which it fits, behind as many parts as have been looked at; bit 0 is the start.
            var length = to - from;
            if (length == 0 || !startsWith(parts[0], text, from, to)) {
                return false;
            }
            var reached = new boolean[length + 1];
            reached[0] = true;
            for (var part : parts) {
                if (part.length == 0) {
                    unknown(text, from, length, reached);
                } else if (!known(part, text, from, length, reached)) {
                    return false;
                }
            }
            return reached[length];
        }

        private static boolean known(byte[] part, byte[] text, int from, int length, boolean[] reached) {
            var some = false;
            for (var at = length; at >= 0; at--) {
                var begin = at - part.length;
                reached[at] = begin >= 0 && reached[begin] && startsWith(part, text, from + begin, from + length);
                some |= reached[at];
            }
            return some;
        }

        private void unknown(byte[] text, int from, int length, boolean[] reached) {
            for (var at = 0; at < length; at++) {
                if (reached[at]) {
                    var hash = 0;
                    var isNumber = true;
                    for (var end = at; end < length; end++) {
                        var letter = text[from + end];
                        hash = 31 * hash + (letter & 0xff);
                        isNumber &= letter >= '0' && letter <= '9';
                        reached[end + 1] |= isNumber || pieces.contains(hash);
                    }
                }
            }
        }

        private static boolean startsWith(byte[] part, byte[] text, int from, int to) {
            if (to - from < part.length) {
                return false;
            }
            for (var at = 0; at < part.length; at++) {
                if (text[from + at] != part[at]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Reads chains of {@code ##} in a macro. */
    static final class Chain {
        private final Set<String> parameters;
        private final List<Paste> pastes = new ArrayList<>();
        private final List<String> parts = new ArrayList<>();
        private String last = "";
        private boolean hasLast;
        private boolean open;

        /** @param parameters what stands for other words */
        Chain(Set<String> parameters) {
            this.parameters = parameters;
        }

        /** A word or number. */
        void word(String word) {
            var part = parameters.contains(word) ? "" : word;
            if (open) {
                parts.add(part);
                open = false;
            } else {
                end();
                last = part;
                hasLast = true;
            }
        }

        /** {@code ##} */
        void operator() {
            if (parts.isEmpty() && hasLast) {
                parts.add(last);
            }
            open = !parts.isEmpty();
        }

        /** A closing parenthesis: the last that is in {@code __VA_OPT__(…)} may be put together with what follows. */
        void parenthesis() {
            other();
            last = "";
            hasLast = true;
        }

        /** Anything else. */
        void other() {
            end();
            hasLast = false;
            open = false;
        }

        private void end() {
            if (parts.size() > 1) {
                pastes.add(new Paste(parts));
            }
            parts.clear();
        }

        List<Paste> all() {
            end();
            return pastes;
        }
    }
}
