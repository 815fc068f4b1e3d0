package io.github.bpfmaven.problem;

/**
 * A known failure, recognised in a message.
 *
 * @param problem which
 * @param cause why, in this case; code is between backquotes
 * @param cure what to do, in this case; likewise
 */
public record Explanation(Problem problem, String cause, String cure) {
    /** What to print under the message: two lines, the first beginning with the problem's identifier. */
    public String text() {
        return (problem.id() + ": " + cause + "\n  What to do: " + cure).replace("`", "");
    }
}
