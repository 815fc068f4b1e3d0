package io.github.bpfmaven.lint;

import java.util.Locale;

/** What comes of a warning. */
public enum LintLevel {
    /** Nothing. */
    OFF,
    /** It is said. */
    WARN,
    /** It is said, and is an error. */
    ERROR;

    /** As a user writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
