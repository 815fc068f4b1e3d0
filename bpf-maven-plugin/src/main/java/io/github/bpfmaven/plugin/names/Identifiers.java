package io.github.bpfmaven.plugin.names;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Identifiers in the spelling that Java has for each of its kinds of name. What a spelling gives is an identifier, but may be
 * a keyword or taken: {@link NameScope} sees to that.
 *
 * <p>A C name is split at underscores; one between two digits stays. A part without a small letter is written small but for
 * its first letter, any other keeps its spelling behind the first letter: {@code rx_bytes} is {@code rxBytes},
 * {@code IPV4_ADDR} is {@code Ipv4Addr} or {@code ipv4Addr}, {@code tcpState} stays.
 */
public final class Identifiers {
    private static final Pattern UNDERSCORES = Pattern.compile("(?<!\\d)_+|_+(?!\\d|_)");
    private static final Pattern WORD_START =
            Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll}{2})");
    private static final Pattern SMALL_LETTER = Pattern.compile("\\p{Ll}");

    private Identifiers() {}

    /** Makes a text an identifier, perhaps a keyword: characters that none has become {@code _}. */
    public static String identifier(String text) {
        StringBuilder identifier = new StringBuilder(text.length() + 1);
        text.codePoints().map(character -> isPart(character) ? character : '_').forEach(identifier::appendCodePoint);
        if (identifier.isEmpty() || !Character.isJavaIdentifierStart(identifier.codePointAt(0))) {
            identifier.insert(0, '_');
        }
        return identifier.toString();
    }

    /** The spelling of a class's name, such as {@code RxBytes}; may be a name that is taken. */
    public static String upperCamel(String cName) {
        return camel(words(cName).map(Identifiers::capitalised), cName);
    }

    /** The spelling of a method's or variable's name, such as {@code rxBytes}; may be a keyword. */
    public static String lowerCamel(String cName) {
        List<String> words = words(cName).toList();
        return camel(
                Stream.concat(
                        words.stream().limit(1).map(Identifiers::small),
                        words.stream().skip(1).map(Identifiers::capitalised)),
                cName);
    }

    /**
     * The spelling of a constant, such as {@code RX_BYTES}: words, which begin at a capital that follows a small letter or
     * a digit, and at a capital that follows a capital and precedes two small letters, have {@code _} between them.
     * {@code parseIPv4Header} is {@code PARSE_IPV4_HEADER}.
     */
    public static String constant(String cName) {
        String identifier = identifier(cName.replace('$', '_'));
        // Without a small letter there are no words to find: F2FS stays F2FS.
        return SMALL_LETTER.matcher(identifier).find()
                ? WORD_START.matcher(identifier).replaceAll("_").toUpperCase(Locale.ROOT)
                : identifier;
    }

    private static Stream<String> words(String cName) {
        return UNDERSCORES.splitAsStream(identifier(cName.replace('$', '_'))).filter(word -> !word.isEmpty());
    }

    private static String camel(Stream<String> words, String cName) {
        String joined = words.collect(Collectors.joining());
        return identifier(joined.isEmpty() ? cName.replace('$', '_') : joined);
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + rest(word);
    }

    private static String small(String word) {
        return word.substring(0, 1).toLowerCase(Locale.ROOT) + rest(word);
    }

    private static String rest(String word) {
        String rest = word.substring(1);
        return SMALL_LETTER.matcher(word).find() ? rest : rest.toLowerCase(Locale.ROOT);
    }

    private static boolean isPart(int character) {
        // Java counts control characters as "ignorable" parts of identifiers: not a thing to put into one.
        return Character.isJavaIdentifierPart(character) && !Character.isIdentifierIgnorable(character);
    }
}
