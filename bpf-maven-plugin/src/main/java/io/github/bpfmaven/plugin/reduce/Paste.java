package io.github.bpfmaven.plugin.reduce;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A name that a macro puts together with {@code ##}.
 *
 * @param parts texts, and empty text where a parameter's is
 */
record Paste(List<String> parts) {
    Paste {
        parts = List.copyOf(parts);
    }

    /** The names that it may come to, as far as they are declared. What stands for a parameter is some word. */
    Set<String> names(Set<String> words, DeclaredNames declared) {
        var found = new LinkedHashSet<String>();
        if (parts.stream().filter(String::isEmpty).count() == 1) {
            var at = parts.indexOf("");
            var before = String.join("", parts.subList(0, at));
            var after = String.join("", parts.subList(at + 1, parts.size()));
            found.add(before + after);
            words.forEach(word -> found.add(before + word + after));
        } else {
            for (var names : List.of(declared.allTags(), declared.allOrdinary())) {
                names.stream().filter(name -> matches(name, parts, words)).forEach(found::add);
            }
        }
        return found;
    }

    private static boolean matches(String name, List<String> parts, Set<String> words) {
        if (parts.isEmpty()) {
            return name.isEmpty();
        }
        var rest = parts.subList(1, parts.size());
        var part = parts.get(0);
        if (!part.isEmpty()) {
            return name.startsWith(part) && matches(name.substring(part.length()), rest, words);
        }
        if (rest.isEmpty()) {
            return name.isEmpty() || words.contains(name);
        }
        for (var end = 0; end <= name.length(); end++) {
            var isPossible = rest.get(0).isEmpty() || name.startsWith(rest.get(0), end);
            if (isPossible
                    && (end == 0 || words.contains(name.substring(0, end)))
                    && matches(name.substring(end), rest, words)) {
                return true;
            }
        }
        return false;
    }

    /** Reads chains of {@code ##} in a macro. */
    static final class Chain {
        private final Set<String> parameters;
        private final List<Paste> pastes = new ArrayList<>();
        private final List<String> parts = new ArrayList<>();
        private String last = "";
        private boolean hasLast;
        private boolean open;

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
