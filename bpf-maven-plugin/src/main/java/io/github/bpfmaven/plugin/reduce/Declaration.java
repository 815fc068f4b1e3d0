package io.github.bpfmaven.plugin.reduce;

/**
 * A piece of a header, from the first character of its first token to behind its last.
 *
 * @param kind what it is
 * @param start first byte
 * @param end behind the last
 * @param tag the tag of a struct, union or enum; empty for none
 * @param line ends of lines before it
 * @param lines line ends in it
 */
record Declaration(Kind kind, int start, int end, Span tag, int line, int lines) {
    /** What can be done with it. */
    enum Kind {
        /** A struct or union that could be declared without its members. */
        RECORD,
        /** {@code struct x;} */
        FORWARD,
        /** A typedef: of something that has a body, its pointers need not lead anywhere. */
        TYPEDEF,
        ENUM,
        /** A function or a variable of another file. */
        EXTERN,
        /** Directives, and what isn't understood: always kept, with all that it mentions. */
        FIXED
    }
}
