package io.github.bpfmaven.linker;

import java.util.List;

/**
 * Where two types first differ.
 *
 * @param severity an error if values of the one would be taken for what they are not; a warning if the same bytes only get
 *     another meaning
 * @param path the way there from the outside to the inside, such as {@code member 'b' of struct pair}; empty if the types
 *     themselves differ
 * @param problem what differs: {@code int is 4 bytes, long is 8}; where names don't tell the two apart, the first is "the
 *     one" and the second "the other"
 */
record TypeDifference(Diagnostic.Severity severity, List<String> path, String problem) {
    /** The list is copied. */
    TypeDifference {
        path = List.copyOf(path);
    }

    /** As a message says it: {@code in member 'b' of struct pair: int is 4 bytes, long is 8}. */
    @Override
    public String toString() {
        return path.isEmpty() ? problem : "in " + String.join(", in ", path) + ": " + problem;
    }
}
