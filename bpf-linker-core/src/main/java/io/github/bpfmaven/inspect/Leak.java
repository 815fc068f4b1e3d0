package io.github.bpfmaven.inspect;

import io.github.bpfmaven.object.Finding.Severity;

/**
 * Something in an object that tells of the machine where it was made.
 *
 * @param severity an error if it cannot be meant, a warning if it may be
 * @param kind what it tells
 * @param section the section that it is in
 * @param offset where its text starts there, in bytes
 * @param text the whole text around it, as long as it is printable
 */
public record Leak(Severity severity, Kind kind, String section, long offset, String text) {
    private static final int SHOWN = 120;

    /** What a text tells. */
    public enum Kind {
        /** The name of a source file from the root of the file system on. */
        ABSOLUTE_FILE_NAME("the absolute path of a source file"),
        /** A directory of this build. */
        BUILD_DIRECTORY("a directory of this build"),
        /** A directory of somebody's. */
        HOME_DIRECTORY("somebody's directory"),
        /** The name of the account that builds. */
        USER("the name of a user"),
        /** The name of the machine that builds. */
        HOST("the name of a machine");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** A sentence for the user: where it is, and what. */
    public String message() {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return "section " + section + ", offset 0x" + Long.toHexString(offset) + ": " + kind.words + ": \"" + shown
                + '"';
    }
}
