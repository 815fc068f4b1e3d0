package io.github.bpfmaven.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant who has written a name that there is not. */
public final class Spelling {
    private Spelling() {}

    /**
     * The nearest of some names, the first in their alphabet if several are as near.
     *
     * @return nothing if none is near: more than a third of the letters, and one, would have to change
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        int limit = name.length() / 3 + 1;
        return known.stream()
                .filter(other -> EditDistance.between(name, other, limit) <= limit)
                .min(Comparator.<String>comparingInt(other -> EditDistance.between(name, other, limit))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
