package io.github.bpfmaven.plugin.reduce;

/**
 * A word in a text.
 *
 * @param start first byte
 * @param end behind the last
 */
record Span(int start, int end) {
    boolean isEmpty() {
        return start == end;
    }
}
