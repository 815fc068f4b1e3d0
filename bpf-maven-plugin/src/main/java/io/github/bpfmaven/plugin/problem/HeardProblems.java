package io.github.bpfmaven.plugin.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Passes on what it hears, and keeps it, so that it can be said again. */
public final class HeardProblems implements BuildListener {
    private final BuildListener listener;
    private final List<Said> said = new ArrayList<>();

    /** @param listener whom to */
    public HeardProblems(BuildListener listener) {
        this.listener = listener;
    }

    /**
     * Something that a listener was told.
     *
     * @param explains whether it explains what was said before it; then it has a severity and a message alone
     */
    public record Said(boolean explains, Problem problem) {
        /** Says it again. */
        public void to(BuildListener listener) {
            if (explains) {
                listener.explanation(problem.severity(), problem.message());
            } else {
                listener.problem(problem);
            }
        }
    }

    /** All of it, in order. */
    public List<Said> said() {
        return List.copyOf(said);
    }

    @Override
    public boolean wantsEverything() {
        return listener.wantsEverything();
    }

    @Override
    public void begins(List<Path> sources) {
        listener.begins(sources);
    }

    @Override
    public void problem(Problem problem) {
        said.add(new Said(false, problem));
        listener.problem(problem);
    }

    @Override
    public void explanation(Problem.Severity severity, String text) {
        said.add(new Said(true, new Problem(severity, Optional.empty(), text, List.of())));
        listener.explanation(severity, text);
    }
}
