package io.github.bpfmaven.plugin.constants;

import java.util.Optional;

import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Place;

/**
 * Something to say about constants.
 *
 * @param severity how loud
 * @param place where the name is defined, as clang names the file; the column is always 1. Empty if it is about no place
 * @param text what
 */
public record ConstantMessage(Severity severity, Optional<Place> place, String text) {
    /** How loud. */
    public enum Severity {
        /** The user asked for just this. */
        WARNING,
        /** Worth knowing for who wonders where a constant is. */
        DEBUG
    }
}
