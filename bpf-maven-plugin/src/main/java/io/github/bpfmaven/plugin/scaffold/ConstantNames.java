package io.github.bpfmaven.plugin.scaffold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.lang.model.SourceVersion;

import static javax.lang.model.SourceVersion.RELEASE_17;

/**
 * From C names to the constants of one Java enum.
 *
 * <ol>
 *   <li>A name is split into words before a capital that follows a small letter or a digit, and before a capital that
 *       follows a capital and precedes two small letters; the words are written in capitals with {@code _} between
 *       them; a character that no Java identifier has, and {@code $}, becomes {@code _}: {@code countPackets} and
 *       {@code count_packets} are {@code COUNT_PACKETS}, {@code parseIPv4Header} is {@code PARSE_IPV4_HEADER}.
 *   <li>Where several names of the enum come to the same constant, each of them keeps its C spelling ({@code foo} and
 *       {@code FOO} stay so). In a kept spelling, a character that no identifier has, and {@code $}, is written as
 *       {@code $} and its four hex digits.
 *   <li>A kept spelling that is a Java keyword or a name that the enum needs itself, perhaps followed by underscores
 *       already, gets one more {@code _}: {@code class} is {@code class_}, {@code class_} is {@code class__}. So does
 *       a name of nothing but underscores.
 * </ol>
 *
 * <p>So a name changes only when a name that clashes with it comes or goes, and two names never meet: kept spellings
 * are written one-to-one, and one that looks like another name's constant would belong to that clash itself.
 */
final class ConstantNames {
    private static final Pattern WORD_START =
            Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll}{2})");
    private static final Pattern SMALL_LETTER = Pattern.compile("\\p{Ll}");
    private static final Pattern ONLY_UNDERSCORES = Pattern.compile("_+");
    private static final Pattern LAST_UNDERSCORES = Pattern.compile("_+$");

    private final Set<String> reserved;

    /** @param reserved the enum's own name and those of its fields, in mixed case, so that no constant has them */
    ConstantNames(Set<String> reserved) {
        this.reserved = Set.copyOf(reserved);
    }

    /** Returns the constant of each C name, in the order given. */
    Map<String, String> of(List<String> names) {
        Map<String, List<String>> byConstant = names.stream()
                .collect(Collectors.groupingBy(ConstantNames::constant, LinkedHashMap::new, Collectors.toList()));
        Map<String, String> constants = new LinkedHashMap<>();
        for (String name : names) {
            String constant = constant(name);
            boolean clashes = byConstant.getOrDefault(constant, List.of()).size() > 1;
            constants.put(name, clashes ? keptSpelling(name) : constant);
        }
        return constants;
    }

    private static String constant(String name) {
        String identifier = JavaNames.identifier(name.replace('$', '_'));
        if (ONLY_UNDERSCORES.matcher(identifier).matches()) {
            return identifier + "_";
        }
        // Without a small letter there are no words to find: F2FS stays F2FS.
        return SMALL_LETTER.matcher(identifier).find()
                ? WORD_START.matcher(identifier).replaceAll("_").toUpperCase(Locale.ROOT)
                : identifier;
    }

    private String keptSpelling(String name) {
        String identifier = escaped(name);
        String bare = LAST_UNDERSCORES.matcher(identifier).replaceFirst("");
        boolean taken = bare.isEmpty() || SourceVersion.isKeyword(bare, RELEASE_17) || reserved.contains(bare);
        return taken ? identifier + "_" : identifier;
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
}
