package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.Optional;

/**
 * Something that clang said about a source.
 *
 * @param severity clang's own
 * @param place where; empty if it is about no place
 * @param message what, without place and severity
 * @param context the lines that clang printed below: the source line, a caret, include stacks
 */
public record ClangDiagnostic(Severity severity, Optional<Place> place, String message, List<String> context) {
    public ClangDiagnostic {
        context = List.copyOf(context);
    }

    /** Clang's severities; "fatal error" counts as an error. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    /**
     * A place in a file.
     *
     * @param file as clang names it: relative to the directory that it ran in, or absolute
     * @param line from 1
     * @param column from 1
     */
    public record Place(String file, int line, int column) {}
}
