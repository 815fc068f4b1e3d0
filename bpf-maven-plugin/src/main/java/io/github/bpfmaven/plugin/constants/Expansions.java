package io.github.bpfmaven.plugin.constants;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What candidates expand to, and what is wrong with that. A macro need not be a whole expression: one with a parenthesis too many
 * would make clang take the lines behind it for its own, and good candidates there for bad ones.
 */
final class Expansions {
    /** Macros of clang's and names of the standard's that mean another thing wherever they are used. */
    static final Set<String> PLACES = Set.of(
            "__LINE__",
            "__COUNTER__",
            "__FILE__",
            "__FILE_NAME__",
            "__BASE_FILE__",
            "__INCLUDE_LEVEL__",
            "__TIMESTAMP__",
            "__func__",
            "__FUNCTION__",
            "__PRETTY_FUNCTION__");

    private static final String UNBALANCED = "its parentheses don't match";

    private final String prefix;

    /** @param prefix of the names that begin each candidate's line */
    Expansions(String prefix) {
        this.prefix = prefix;
    }

    /** Without these macros their names stay in what uses them. */
    List<String> frame() {
        return PLACES.stream()
                .filter(name -> name.equals(name.toUpperCase(Locale.ROOT)))
                .sorted()
                .map(name -> "#undef " + name)
                .toList();
    }

    /** Whether a candidate may be more than it looks like. Plain numbers, the most of all macros, and enum constants are not. */
    static boolean isExpanded(Candidate candidate) {
        return candidate.definition().kind() == Definition.Kind.MACRO
                && CToken.of(candidate.definition().text()).stream()
                        .anyMatch(token -> token.kind() == CToken.Kind.NAME);
    }

    /** What is wrong with those that are not expanded, by their numbers. */
    Map<Integer, String> problems(List<Candidate> candidates) {
        var problems = new HashMap<Integer, String>();
        candidates.stream()
                .filter(candidate -> !isExpanded(candidate))
                .forEach(candidate -> check(
                        candidate.number(), CToken.of(candidate.definition().text()), problems));
        return problems;
    }

    /** The line of a candidate. */
    String line(Candidate candidate) {
        return prefix + candidate.number() + " " + candidate.definition().name();
    }

    /** What is wrong with those whose lines clang has preprocessed, by their numbers. */
    Map<Integer, String> problems(String preprocessed) {
        var problems = new HashMap<Integer, String>();
        var tokens = new ArrayList<CToken>();
        var number = -1;
        for (var line : preprocessed.lines().toList()) {
            // Line markers, and what _Pragma has become: it may stand within an expression.
            if (!line.startsWith("#")) {
                for (var token : CToken.of(line)) {
                    if (token.kind() == CToken.Kind.NAME && token.text().startsWith(prefix)) {
                        check(number, tokens, problems);
                        number = Integer.parseInt(token.text().substring(prefix.length()));
                        tokens.clear();
                    } else if (number >= 0) {
                        tokens.add(token);
                    }
                }
            }
        }
        check(number, tokens, problems);
        return problems;
    }

    private static void check(int number, List<CToken> tokens, Map<Integer, String> problems) {
        problem(tokens).ifPresent(problem -> problems.put(number, problem));
    }

    private static Optional<String> problem(List<CToken> tokens) {
        var open = new ArrayDeque<Character>();
        for (var token : tokens) {
            if (token.kind() == CToken.Kind.UNFINISHED) {
                return Optional.of("a quote is missing");
            }
            if (token.kind() == CToken.Kind.NAME && PLACES.contains(token.text())) {
                return Optional.of("what " + token.text() + " is depends on where it is used");
            }
            if (token.kind() == CToken.Kind.PUNCTUATION) {
                var character = token.text().charAt(0);
                if (open.isEmpty() && (character == ',' || character == ';')) {
                    return Optional.of(character == ',' ? "it is a list" : "it is a statement");
                }
                switch (character) {
                    case '(' -> open.push(')');
                    case '[' -> open.push(']');
                    case '{' -> open.push('}');
                    case ')', ']', '}' -> {
                        if (open.isEmpty() || open.pop() != character) {
                            return Optional.of(UNBALANCED);
                        }
                    }
                    default -> {}
                }
            }
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(UNBALANCED);
    }
}
