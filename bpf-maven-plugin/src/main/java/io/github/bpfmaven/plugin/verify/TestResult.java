package io.github.bpfmaven.plugin.verify;

import java.util.List;

/**
 * What came of a test on one kernel.
 *
 * @param test its name
 * @param object the object's name
 * @param program the program's
 * @param differences what was otherwise than expected, a sentence each; empty if nothing was
 */
public record TestResult(String test, String object, String program, List<String> differences) {
    /** The list is copied. */
    public TestResult {
        differences = List.copyOf(differences);
    }

    /** Whether something was otherwise than expected. */
    public boolean failed() {
        return !differences.isEmpty();
    }
}
