package io.github.bpfmaven.plugin.constants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What patterns pick from the definitions of a source.
 *
 * @param candidates in the order of their definitions
 * @param unmatched patterns that match no name at all
 * @param messages about names that were asked for and can't be constants
 */
record Selection(List<Candidate> candidates, List<NamePattern> unmatched, List<ConstantMessage> messages) {
    static Selection of(List<Definition> definitions, List<NamePattern> patterns) {
        var wanted = patterns.stream()
                .filter(pattern -> !pattern.isExclusion())
                // So that what is said of a name is said of the pattern that asks for just this one.
                .sorted(Comparator.comparing(NamePattern::isLiteral).reversed())
                .toList();
        var excluded = patterns.stream().filter(NamePattern::isExclusion).toList();
        var unmatched = new ArrayList<>(patterns);
        unmatched.removeAll(excluded);
        var candidates = new ArrayList<Candidate>();
        var messages = new ArrayList<ConstantMessage>();
        for (var definition : definitions) {
            var name = definition.name();
            var matching = wanted.stream()
                    .filter(pattern -> pattern.matches(name) && (pattern.isLiteral() || !definition.isPredefined()))
                    .toList();
            if (matching.isEmpty()) {
                continue;
            }
            var best = matching.get(0);
            var problem = problem(definition);
            if (problem.isEmpty()) {
                unmatched.removeAll(matching);
            } else if (best.isLiteral()) {
                // What follows tells more than that nothing matches.
                unmatched.remove(best);
            }
            if (excluded.stream().anyMatch(pattern -> pattern.matches(name))) {
                continue;
            }
            if (problem.isPresent()) {
                messages.add(Candidate.refused(definition, best, problem.get()));
            } else {
                candidates.add(new Candidate(candidates.size(), definition, best));
            }
        }
        return new Selection(List.copyOf(candidates), List.copyOf(unmatched), List.copyOf(messages));
    }

    private static Optional<String> problem(Definition definition) {
        return switch (definition.kind()) {
            case MACRO, ENUMERATOR -> Optional.empty();
            case WITH_PARAMETERS -> Optional.of("it takes arguments");
            case EMPTY -> Optional.of("it has no value");
            case UNDEFINED -> Optional.of("it isn't defined any more at the end of the source");
        };
    }
}
