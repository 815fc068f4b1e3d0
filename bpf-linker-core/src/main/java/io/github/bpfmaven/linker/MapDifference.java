package io.github.bpfmaven.linker;

/**
 * In what two definitions of a map differ.
 *
 * @param severity an error unless only the meaning of same-sized integers in its key or value differs
 * @param first what the one has: {@code max_entries 16}, {@code no pinning}
 * @param second what the other has
 * @param detail where two types differ that may have the same name; empty if first and second say it all
 */
record MapDifference(Diagnostic.Severity severity, String first, String second, String detail) {
    MapDifference ofInnerMap() {
        return new MapDifference(severity, inner(first), inner(second), detail);
    }

    private static String inner(String attribute) {
        return "an inner map with " + attribute;
    }
}
