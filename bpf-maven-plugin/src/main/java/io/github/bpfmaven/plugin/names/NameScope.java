package io.github.bpfmaven.plugin.names;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import javax.lang.model.SourceVersion;

import static javax.lang.model.SourceVersion.RELEASE_17;

/**
 * Names that stand beside each other: every C name gets a Java name of its own.
 *
 * <ol>
 *   <li>A name has the spelling that the scope gives it.
 *   <li>Where several come to the same spelling, each of them keeps its C spelling ({@code foo} and {@code FOO} stay so). In
 *       a kept spelling, a character that no identifier has, and {@code $}, is written as {@code $} and its four hex digits.
 *   <li>A name that is a Java keyword or reserved, perhaps followed by underscores already, gets one more {@code _}:
 *       {@code class} is {@code class_}, {@code class_} is {@code class__}. So does a name of nothing but underscores. Where
 *       the name with underscores is reserved as well, it gets as many as it takes.
 *   <li>A type's name that does not begin with a capital by then gets {@code $} in front, lest a variable hide it (JLS
 *       6.4.2), or it be one that no type may have: {@code record} is {@code $record}. So does a
 *       member's name that begins with one, lest it hide a type.
 * </ol>
 *
 * <p>So a name changes only when a name that clashes with it comes or goes, and two names never meet: kept spellings are
 * written one-to-one, and where one is another name's spelling, that name clashes with it and keeps its own.
 */
public final class NameScope {
    private final UnaryOperator<String> spelling;
    private final String prefix;
    private final UnaryOperator<String> finish;
    private final ToIntFunction<String> underscores;

    /**
     * @param spelling what a C name is to be, an identifier or a keyword, such as {@link Identifiers#constant}
     * @param reserved what no name may be
     */
    public NameScope(UnaryOperator<String> spelling, Set<String> reserved) {
        this(spelling, "", UnaryOperator.identity(), new ReservedNames(reserved, false)::underscores);
    }

    /**
     * @param spelling what a C name is to be
     * @param reserved tells what no name may be; underscores at its end are not looked at
     */
    public NameScope(UnaryOperator<String> spelling, Predicate<String> reserved) {
        this(spelling, "", UnaryOperator.identity(), bare -> !bare.isEmpty() && reserved.test(bare) ? 1 : 0);
    }

    private NameScope(
            UnaryOperator<String> spelling,
            String prefix,
            UnaryOperator<String> finish,
            ToIntFunction<String> underscores) {
        this.spelling = spelling;
        this.prefix = prefix;
        this.finish = finish;
        this.underscores = underscores;
    }

    /**
     * Names of types.
     *
     * @param spelling what a C name is to be, such as {@link Identifiers#upperCamel}
     * @param prefix what all names begin with; empty for nothing
     * @param reserved what no name may be
     */
    public static NameScope ofTypes(UnaryOperator<String> spelling, String prefix, Set<String> reserved) {
        return new NameScope(spelling, prefix, NameScope::capital, new ReservedNames(reserved, true)::underscores);
    }

    /** Returns the Java name of each C name, in the order given. */
    public Map<String, String> of(Collection<String> names) {
        Map<String, String> chosen = new LinkedHashMap<>();
        names.forEach(name -> chosen.put(name, free(prefix + spelling.apply(name))));
        Set<String> clashing = clashing(chosen);
        // Ends: a name that keeps its C spelling keeps it, and those alone never clash.
        while (!clashing.isEmpty()) {
            clashing.forEach(name -> chosen.put(name, free(prefix + escaped(name))));
            clashing = clashing(chosen);
        }
        chosen.replaceAll((name, java) -> finish.apply(java));
        return chosen;
    }

    /**
     * Names of members and variables.
     *
     * @param spelling what a C name is to be, such as {@link Identifiers#lowerCamel}
     * @param reserved tells what no name may be; underscores at its end are not looked at
     */
    public static NameScope ofMembers(UnaryOperator<String> spelling, Predicate<String> reserved) {
        return new NameScope(spelling, "", NameScope::small, bare -> !bare.isEmpty() && reserved.test(bare) ? 1 : 0);
    }

    private static String small(String name) {
        return Character.isUpperCase(name.codePointAt(0)) ? "$" + name : name;
    }

    private static String capital(String name) {
        return Character.isUpperCase(name.codePointAt(0)) ? name : "$" + name;
    }

    private static Set<String> clashing(Map<String, String> chosen) {
        if (new HashSet<>(chosen.values()).size() == chosen.size()) {
            return Set.of();
        }
        Map<String, List<String>> byName =
                chosen.keySet().stream().collect(Collectors.groupingBy(name -> chosen.getOrDefault(name, name)));
        return byName.values().stream()
                .filter(same -> same.size() > 1)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    private String free(String identifier) {
        String bare = bare(identifier);
        int least = bare.isEmpty() || SourceVersion.isKeyword(bare, RELEASE_17) ? 1 : 0;
        return identifier + "_".repeat(Math.max(least, underscores.applyAsInt(bare)));
    }

    private static String bare(String identifier) {
        int end = identifier.length();
        while (end > 0 && identifier.charAt(end - 1) == '_') {
            end--;
        }
        return identifier.substring(0, end);
    }

    private static String escaped(String name) {
        List<String> characters = new ArrayList<>();
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            boolean kept = i == 0
                    ? Character.isJavaIdentifierStart(character)
                    : Character.isJavaIdentifierPart(character) && !Character.isIdentifierIgnorable(character);
            characters.add(kept && character != '$' ? String.valueOf(character) : "$%04x".formatted((int) character));
        }
        return String.join("", characters);
    }

    /** Counts the underscores by which a name, and that name with any of its own, is beyond all that are reserved. */
    private static final class ReservedNames {
        private final Set<String> names;
        private final boolean ofTypes;
        /** Of those that are not compared as they are; the others are many, and few of them are ever asked for. */
        private final Map<String, Integer> byBareName = new HashMap<>();

        /** @param ofTypes whether names are compared before they get a {@code $} in front */
        ReservedNames(Set<String> names, boolean ofTypes) {
            this.names = names;
            this.ofTypes = ofTypes;
            for (String name : names) {
                String compared = ofTypes && name.startsWith("$") ? name.substring(1) : name;
                if (compared.length() < name.length() || name.endsWith("_")) {
                    String bare = bare(compared);
                    byBareName.merge(bare, compared.length() - bare.length() + 1, Math::max);
                }
            }
        }

        int underscores(String bare) {
            boolean asItIs = names.contains(bare) && !(ofTypes && bare.startsWith("$"));
            return Math.max(asItIs ? 1 : 0, byBareName.getOrDefault(bare, 0));
        }
    }
}
