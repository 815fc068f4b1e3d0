package io.github.bpfmaven.plugin.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.bpfmaven.plugin.problem.BuildListener;
import io.github.bpfmaven.plugin.problem.Problem;

/** Keeps problems until all are known, to show the worst first. */
final class CollectedProblems implements BuildListener {
    /** Each with the notes that belong to it. */
    private final List<List<Problem>> groups = new ArrayList<>();

    private final Set<Problem> said = new HashSet<>();
    /** Whether the last problem was said before: tests compile library code of the main sources, too. */
    private boolean isRepeated;

    @Override
    public boolean wantsEverything() {
        return true;
    }

    @Override
    public void begins(List<Path> sources) {
        // One is made for each build.
    }

    @Override
    public void problem(Problem problem) {
        if (groups.isEmpty() || problem.severity() != Problem.Severity.NOTE) {
            isRepeated = !said.add(problem);
            if (isRepeated) {
                return;
            }
            groups.add(new ArrayList<>());
        }
        if (!isRepeated) {
            groups.get(groups.size() - 1).add(problem);
        }
    }

    @Override
    public void explanation(Problem.Severity severity, String text) {
        // It counts for nothing by itself.
        problem(new Problem(Problem.Severity.NOTE, Optional.empty(), text, List.of()));
    }

    /** Those of a severity in the order in which they were named, each with its notes. */
    List<Problem> of(Problem.Severity severity) {
        return groups.stream()
                .filter(group -> group.get(0).severity() == severity)
                .flatMap(List::stream)
                .toList();
    }

    int count(Problem.Severity severity) {
        return (int) groups.stream()
                .filter(group -> group.get(0).severity() == severity)
                .count();
    }
}
