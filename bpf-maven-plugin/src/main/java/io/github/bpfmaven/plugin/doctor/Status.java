package io.github.bpfmaven.plugin.doctor;

import java.util.Locale;

/** How things are, from good to bad. */
public enum Status {
    /** As it should be, or of no importance. */
    OK,
    /** Builds work; something else may not, or not for long. */
    WARNING,
    /** Builds fail. */
    ERROR;

    /** In small letters, as reports have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
