package io.github.bpfmaven.llvm;

/** How much of a type a declaration needs, by the place where it stands. */
enum Reach {
    /** Held by value: all of it. */
    VALUE,
    /** Behind a pointer: structs and unions by name. */
    NAME,
    /** A map's definition: a struct of pointers that stand for what they point to. */
    MAP,
    /** A member of a map's definition: {@code int (*max_entries)[16]}, {@code struct event *value}. */
    MAP_ATTRIBUTE,
    /** The member {@code values} of a map's definition: an array of pointers to an inner map, or to a function. */
    MAP_VALUES;

    static Reach ofVariable(String section) {
        return section.equals(".maps") ? MAP : VALUE;
    }

    Reach pointee() {
        return switch (this) {
            case MAP_ATTRIBUTE -> VALUE;
            case MAP_VALUES -> MAP;
            case VALUE, NAME, MAP -> NAME;
        };
    }

    Reach member(String name) {
        if (this == MAP) {
            return name.equals("values") ? MAP_VALUES : MAP_ATTRIBUTE;
        }
        return inner();
    }

    /** For what is part of a type in another way than as a map's member. */
    Reach inner() {
        return this == NAME ? NAME : VALUE;
    }
}
