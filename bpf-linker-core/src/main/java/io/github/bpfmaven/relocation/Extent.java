package io.github.bpfmaven.relocation;

/** How much of what a type leads to is kept with it. */
enum Extent {
    /** What a value is made of, but no member of a struct or a union, and nothing that is pointed to. */
    SHELL,
    /** As {@link #SHELL}, with what is pointed to. */
    POINTEES,
    /** All members with all that they are made of; of structs that are pointed to, the name. */
    MEMBERS,
    /** What {@link #MEMBERS} leaves of what is pointed to. */
    BEHIND_POINTER
}
