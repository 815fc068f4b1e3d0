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
        switch (problem.severity()) {
            case ERROR -> log.error("{}", problem.text());
            case WARNING -> log.warn("{}", problem.text());
            case NOTE -> log.info("{}", problem.text());
        }
    }
}
