package io.github.bpfmaven.plugin.problem;

import java.nio.file.Path;
import java.util.List;

import org.slf4j.Logger;

/** Writes problems into Maven's log, each at its own level. */
public final class LoggedProblems implements BuildListener {
    private final Logger log;

    /** @param log where to */
    public LoggedProblems(Logger log) {
        this.log = log;
    }

    @Override
    public boolean wantsEverything() {
        return false;
    }

    @Override
    public void begins(List<Path> sources) {
        // The log of the last build is another one.
    }

    @Override
    public void problem(Problem problem) {
        write(problem.severity(), problem.text());
    }

    @Override
    public void explanation(Problem.Severity severity, String text) {
        write(severity, text);
    }

    private void write(Problem.Severity severity, String text) {
        switch (severity) {
            case ERROR -> log.error("{}", text);
            case WARNING -> log.warn("{}", text);
            case NOTE -> log.info("{}", text);
        }
    }
}
