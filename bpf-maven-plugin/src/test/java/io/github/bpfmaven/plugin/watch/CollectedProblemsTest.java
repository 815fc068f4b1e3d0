package io.github.bpfmaven.plugin.watch;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.plugin.problem.Problem;
import io.github.bpfmaven.plugin.problem.Problem.Severity;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("Problems that are shown together")
final class CollectedProblemsTest {
    private final CollectedProblems problems = new CollectedProblems();

    @Test
    @DisplayName("are errors and warnings apart, each in its order, with the notes that belong to it")
    void bySeverity() {
        say(Severity.WARNING, "w1");
        say(Severity.NOTE, "n of w1");
        say(Severity.ERROR, "e1");
        say(Severity.NOTE, "n of e1");
        say(Severity.WARNING, "w2");

        assertEquals(List.of("e1", "n of e1"), texts(Severity.ERROR));
        assertEquals(List.of("w1", "n of w1", "w2"), texts(Severity.WARNING));
        assertEquals(2, problems.count(Severity.WARNING));
    }

    @Test
    @DisplayName("are named once, though library code is compiled for the module and for its tests")
    void once() {
        for (var build = 0; build < 2; build++) {
            say(Severity.ERROR, "e1");
            say(Severity.NOTE, "n of e1");
        }
        say(Severity.ERROR, "e2");

        assertEquals(List.of("e1", "n of e1", "e2"), texts(Severity.ERROR));
        assertEquals(2, problems.count(Severity.ERROR));
    }

    private void say(Severity severity, String text) {
        problems.problem(new Problem(severity, Optional.empty(), text, List.of()));
    }

    private List<String> texts(Severity severity) {
        return problems.of(severity).stream().map(Problem::text).toList();
    }
}
