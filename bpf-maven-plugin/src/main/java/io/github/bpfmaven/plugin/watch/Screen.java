package io.github.bpfmaven.plugin.watch;

import java.io.PrintStream;

import org.slf4j.Logger;

import io.github.bpfmaven.plugin.problem.LoggedProblems;
import io.github.bpfmaven.plugin.problem.Problem;

/** What is shown of a build: the worst first. */
public final class Screen {
    /** Cursor to the top, screen and what has scrolled out of it empty (ECMA-48, and xterm for the last). */
    private static final String CLEAR = "\033[H\033[2J\033[3J";

    private final Logger log;
    private final LoggedProblems problems;
    private final PrintStream terminal;
    private final boolean isTerminal;

    /**
     * @param log for what is said
     * @param terminal to be cleared
     * @param isTerminal whether it is one
     */
    public Screen(Logger log, PrintStream terminal, boolean isTerminal) {
        this.log = log;
        this.problems = new LoggedProblems(log);
        this.terminal = terminal;
        this.isTerminal = isTerminal;
    }

    /** Takes away what was said before. */
    void clear() {
        if (isTerminal) {
            terminal.print(CLEAR);
            terminal.flush();
        }
    }

    void say(String line) {
        log.info("{}", line);
    }

    void warn(String line) {
        log.warn("{}", line);
    }

    void show(CollectedProblems found) {
        found.of(Problem.Severity.ERROR).forEach(problems::problem);
        found.of(Problem.Severity.WARNING).forEach(problems::problem);
    }
}
