package io.github.bpfmaven.plugin.scaffold;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.bpfmaven.object.BpfObject;

/**
 * Which types of an object become Java.
 *
 * @param enabled whether any do; if not, keys, values and variables are bytes
 * @param names types wanted beside those of maps and variables: names of structs, unions, enums and typedefs, with
 *     {@code *} and {@code ?}; a tag may have its keyword in front ({@code struct event})
 * @param prefix what the names of generated types begin with; empty for nothing
 */
public record TypeSelection(boolean enabled, List<String> names, String prefix) {
    /** What maps and variables need. */
    public static final TypeSelection DEFAULT = new TypeSelection(true, List.of(), "");

    /** The list is copied. */
    public TypeSelection {
        names = List.copyOf(names);
    }

    /**
     * Checks that all names that mean one type alone mean something.
     *
     * @param objects all that are generated for with this selection
     * @throws ScaffoldException if one is in none of them
     */
    public void require(Collection<BpfObject> objects) {
        for (String name : names) {
            if (isLiteral(name) && objects.stream().noneMatch(object -> isIn(name, object))) {
                throw new ScaffoldException(
                        "<types> names '" + name + "', which no object has. The compiler leaves out types"
                                + " that no map, variable or function has; a variable keeps one:"
                                + " const struct event *event_type __attribute__((unused));");
            }
        }
    }

    private static boolean isIn(String name, BpfObject object) {
        Pattern pattern = pattern(name);
        return object.btf().stream()
                .anyMatch(btf -> IntStream.range(1, btf.types().size())
                        .anyMatch(id ->
                                pattern.matcher(ObjectTypes.cText(btf, id)).matches()));
    }

    private static boolean isLiteral(String name) {
        return name.indexOf('*') < 0 && name.indexOf('?') < 0;
    }

    /**
     * A name as a pattern over types as C writes them: {@code struct event}, or a typedef's name alone. Without a keyword it
     * means any.
     */
    static Pattern pattern(String name) {
        String glob = name.trim()
                .replaceAll("\\s+", " ")
                .chars()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(String.valueOf((char) character));
                })
                .collect(Collectors.joining());
        return Pattern.compile("(?:(?:struct|union|enum) )?" + glob);
    }
}
