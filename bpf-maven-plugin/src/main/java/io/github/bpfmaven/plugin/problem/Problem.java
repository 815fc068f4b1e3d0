package io.github.bpfmaven.plugin.problem;

import java.util.List;
import java.util.Optional;

/**
 * Something that is wrong with a source, or that goes with what was said before it.
 *
 * @param severity how bad it is
 * @param place where; empty if it is about no file
 * @param message what, without place and severity
 * @param context lines below it: the source line, a caret, include stacks
 */
public record Problem(Severity severity, Optional<Place> place, String message, List<String> context) {
    public Problem {
        context = List.copyOf(context);
    }

    /** An error prevents an object; a warning doesn't, and a note belongs to the problem before it. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    /**
     * A place.
     *
     * @param file an absolute path, or what clang names where there is no file, such as {@code <command line>}
     * @param line from 1; 0 for the file as a whole
     * @param column from 1; 0 for the file as a whole
     */
    public record Place(String file, int line, int column) {
        /** As Maven shows javac's places, which IDEs make clickable. */
        @Override
        public String toString() {
            return line > 0 ? file + ":[" + line + "," + column + "]" : file + ":";
        }
    }

    /** Place, message and context, as they stand in a log. */
    public String text() {
        var text = new StringBuilder();
        place.ifPresent(at -> text.append(at).append(' '));
        text.append(message);
        context.forEach(line -> text.append('\n').append(line));
        return text.toString();
    }
}
