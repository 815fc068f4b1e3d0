package io.github.bpfmaven.plugin.constants;

import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Place;

/**
 * What a name stands for at the end of a source.
 *
 * @param name the macro's or the enum constant's
 * @param kind which of them
 * @param text a macro's replacement, {@code enum tag} for an enum constant
 * @param place where it is defined; the column is not known and always 1
 */
record Definition(String name, Kind kind, String text, Place place) {
    private static final int MAX_SHOWN = 160;

    enum Kind {
        /** A macro without parameters and with a replacement. */
        MACRO,
        /** In the braces of an enum. */
        ENUMERATOR,
        /** A macro that takes arguments: no constant. */
        WITH_PARAMETERS,
        /** A macro without a replacement: no constant. */
        EMPTY,
        /** A macro that is {@code #undef}'d in the end. */
        UNDEFINED
    }

    /** Whether clang has it for every source. */
    boolean isPredefined() {
        return place.file().equals("<built-in>");
    }

    /** The definition as C, for messages: on one line, and not longer than one reads. */
    String shown() {
        var whole = whole();
        return whole.length() > MAX_SHOWN ? whole.substring(0, MAX_SHOWN) + "…" : whole;
    }

    private String whole() {
        return switch (kind) {
            case MACRO -> "#define " + name + " " + text;
            case WITH_PARAMETERS -> "#define " + name + text;
            case EMPTY -> "#define " + name;
            case UNDEFINED -> "#undef " + name;
            case ENUMERATOR -> text + " { " + name + " }";
        };
    }
}
