package io.github.bpfmaven.linker;

import java.util.Optional;

/**
 * What became of a function or a variable that an input defines.
 *
 * @param name as the source has it
 * @param input the input that defines it, as messages call it
 * @param kind function or variable
 * @param place where it is in the object; empty if it isn't there: inlined everywhere, or of no use to anybody
 */
public record LinkedSymbol(String name, String input, Kind kind, Optional<Place> place) {
    /** What a symbol stands for. */
    public enum Kind {
        FUNCTION,
        VARIABLE
    }

    /**
     * A place in the object.
     *
     * @param section the section's name
     * @param offset in bytes from the section's start
     * @param size in bytes
     * @param visible whether other objects and loaders see it by name; else it is static
     */
    public record Place(String section, long offset, long size, boolean visible) {}
}
