package io.github.bpfmaven.linker;

import java.util.Locale;
import java.util.Optional;

/**
 * Something to say about a link.
 *
 * @param severity whether it prevented the result
 * @param message what is wrong and, where that is known, what to do; without place and severity
 * @param location the place in the source; empty if it is about no place, or debug info is missing
 */
public record Diagnostic(Severity severity, String message, Optional<SourceLocation> location) {
    /** An error prevents the result; a warning doesn't, and a note only tells. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    /** An error about no particular place. */
    public static Diagnostic error(String message) {
        return new Diagnostic(Severity.ERROR, message, Optional.empty());
    }

    /** A warning about no particular place. */
    public static Diagnostic warning(String message) {
        return new Diagnostic(Severity.WARNING, message, Optional.empty());
    }

    /** A note about no particular place. */
    public static Diagnostic note(String message) {
        return new Diagnostic(Severity.NOTE, message, Optional.empty());
    }

    @Override
    public String toString() {
        return location.map(place -> place + ": ").orElse("")
                + severity.name().toLowerCase(Locale.ROOT)
                + ": "
                + message;
    }
}
