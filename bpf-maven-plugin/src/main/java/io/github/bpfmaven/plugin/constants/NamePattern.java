package io.github.bpfmaven.plugin.constants;

import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;

/**
 * Which names of C a line of {@code <constants>} means: a glob over identifiers with {@code *} for any characters, also none,
 * and {@code ?} for just one; with {@code !} before it, the names that are left out, whatever else matches them.
 *
 * @param text as written in the POM: {@code MAX_*}, {@code !MAX_INTERNAL_*}, {@code ETH_P_IP}
 */
public record NamePattern(String text) {
    private static final String EXCLUDES = "!";

    /** @throws IllegalArgumentException if no identifier could match; {@link #parse} says so to the user */
    public NamePattern {
        var problem = problem(text);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
    }

    /**
     * What a POM asks for.
     *
     * @throws InvalidConfigurationException if a pattern could match no C identifier, or there are only exclusions
     */
    public static List<NamePattern> parse(List<String> texts) throws InvalidConfigurationException {
        var patterns = new ArrayList<NamePattern>();
        for (var text : texts) {
            var problem = problem(text);
            if (!problem.isEmpty()) {
                throw new InvalidConfigurationException(problem);
            }
            patterns.add(new NamePattern(text));
        }
        if (!patterns.isEmpty() && patterns.stream().allMatch(NamePattern::isExclusion)) {
            throw new InvalidConfigurationException("<constants> only excludes names (" + String.join(", ", texts)
                    + "): name some to take before that, such as MAX_*");
        }
        return List.copyOf(patterns);
    }

    /** What is wrong with a pattern, empty if nothing is. */
    private static String problem(String text) {
        var glob = glob(text);
        if (glob.isEmpty()) {
            return "empty pattern '" + text + "' in <constants>: a pattern is a C name, with * and ? for what may vary";
        }
        if (Character.isDigit(glob.codePointAt(0))) {
            return "'" + text + "' in <constants> matches nothing: no name of C begins with a digit";
        }
        return glob.codePoints()
                .filter(character -> !isPossible(character))
                .mapToObj(character -> "'" + text + "' in <constants> matches nothing: no name of C has a '"
                        + Character.toString(character) + "'; a pattern is a C name, with * and ? for what may vary"
                        + " and ! in front to leave names out")
                .findFirst()
                .orElse("");
    }

    /** {@code $} is an extension of GCC's and clang's; C 23 takes its identifiers from Unicode's. */
    private static boolean isPossible(int character) {
        return character == '*'
                || character == '?'
                || character == '$'
                || (Character.isUnicodeIdentifierPart(character) && !Character.isIdentifierIgnorable(character));
    }

    private static String glob(String text) {
        return text.startsWith(EXCLUDES) ? text.substring(EXCLUDES.length()) : text;
    }

    /** Whether the names that match are left out. */
    public boolean isExclusion() {
        return text.startsWith(EXCLUDES);
    }

    /** Whether this means just one name. */
    public boolean isLiteral() {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    /** Whether a name matches; for an exclusion, whether it is one of those that are left out. */
    public boolean matches(String name) {
        var glob = glob(text).codePoints().toArray();
        var characters = name.codePoints().toArray();
        var at = 0;
        var next = 0;
        // Where to go on when what follows the last * turns out not to fit: one character further.
        var star = -1;
        var resume = 0;
        while (next < characters.length) {
            if (at < glob.length && glob[at] == '*') {
                star = at++;
                resume = next;
            } else if (at < glob.length && (glob[at] == '?' || glob[at] == characters[next])) {
                at++;
                next++;
            } else if (star >= 0) {
                at = star + 1;
                next = ++resume;
            } else {
                return false;
            }
        }
        while (at < glob.length && glob[at] == '*') {
            at++;
        }
        return at == glob.length;
    }

    @Override
    public String toString() {
        return text;
    }
}
