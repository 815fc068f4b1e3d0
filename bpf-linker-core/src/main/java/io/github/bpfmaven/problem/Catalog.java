package io.github.bpfmaven.problem;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The known failures: {@code problems.txt}, which says how it is written. */
public final class Catalog {
    private final List<Problem> problems;
    private final Map<String, NameLookup> lookups;

    Catalog(List<Problem> problems, Map<String, NameLookup> lookups) {
        this.problems = List.copyOf(problems);
        this.lookups = Map.copyOf(lookups);
    }

    /**
     * Reads it.
     *
     * @param lookups who knows more of names, by what the catalogue calls their answers; what is missing there recognises nothing
     */
    public static Catalog read(Map<String, NameLookup> lookups) {
        return new Catalog(ProblemFile.read(), lookups);
    }

    /** In the order in which they are tried: the first that recognises a message has it. */
    public List<Problem> problems() {
        return problems;
    }

    /** What a message shows; nothing if that is not known. */
    public Optional<Explanation> explain(Message message) {
        for (var problem : problems) {
            for (var recognizer : problem.recognizers()) {
                var details = recognizer.recognize(message, problem.details(), lookups);
                if (details.isPresent()) {
                    return Optional.of(new Explanation(
                            problem,
                            Problem.fill(problem.cause(), details.get()::get),
                            Problem.fill(problem.cure(), details.get()::get)));
                }
            }
        }
        return Optional.empty();
    }
}
