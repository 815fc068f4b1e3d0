package io.github.bpfmaven.header;

/**
 * That the C of one type names another.
 *
 * @param id a struct, union or enum, or a typedef; of these only enums may have no name
 */
record Use(int id, Kind kind) {
    enum Kind {
        /** Its size is needed. */
        COMPLETE,
        /** It is what a typedef stands for: needed as much as the typedef itself. */
        SAME,
        /** It is behind a pointer. */
        POINTEE,
        /** It is in a prototype. */
        DECLARED
    }
}
