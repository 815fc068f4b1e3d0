package io.github.bpfmaven.lint;

import java.util.Optional;

import io.github.bpfmaven.btf.BtfExt;

/**
 * Something that was found.
 *
 * @param rule what was looked for
 * @param message a sentence for the user: what is so, why it may not be meant, and what to do
 * @param place where in the source; nothing if it is about no place, or there is no line information
 */
public record LintWarning(LintRule rule, String message, Optional<Place> place) {
    /** A warning about no particular place. */
    static LintWarning of(LintRule rule, String message) {
        return new LintWarning(rule, message, Optional.empty());
    }

    /**
     * A place in a source.
     *
     * @param file as BTF names it
     * @param line from 1; 0 if unknown
     * @param column from 1; 0 if unknown
     */
    public record Place(String file, int line, int column) {
        static Place of(BtfExt.LineInfo line) {
            return new Place(line.file(), line.line(), line.column());
        }
    }

    /** What is said, with the name by which it can be silenced. */
    public String text() {
        return message + " [" + rule + "]";
    }
}
