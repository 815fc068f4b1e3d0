package io.github.bpfmaven.plugin.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Identifiers in the spelling that Java has for each of its kinds of name. What a spelling gives is an identifier, but may be
 * a keyword or taken: {@link NameScope} sees to that.
 *
 * <p>A C name is split at underscores; one between two digits stays. A part without a small letter is written small but for
 * its first letter, any other keeps its spelling behind the first letter: {@code rx_bytes} is {@code rxBytes},
 * {@code IPV4_ADDR} is {@code Ipv4Addr} or {@code ipv4Addr}, {@code tcpState} stays.
 */
public final class Identifiers {
    private static final Pattern WORD_START =
            Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll}{2})");

    private Identifiers() {}

    /** Makes a text an identifier, perhaps a keyword: characters that none has become {@code _}. */
    public static String identifier(String text) {
        StringBuilder identifier = new StringBuilder(text.length() + 1);
        for (int i = 0, character; i < text.length(); i += Character.charCount(character)) {
            character = text.codePointAt(i);
            identifier.appendCodePoint(isPart(character) ? character : '_');
        }
        if (identifier.isEmpty() || !Character.isJavaIdentifierStart(identifier.codePointAt(0))) {
            identifier.insert(0, '_');
        }
        return identifier.toString();
    }

    /** The spelling of a class's name, such as {@code RxBytes}; may be a name that is taken. */
    public static String upperCamel(String cName) {
        StringBuilder joined = new StringBuilder(cName.length());
        words(cName).forEach(word -> joined.append(capitalised(word)));
        return camel(joined, cName);
    }

    /** The spelling of a method's or variable's name, such as {@code rxBytes}; may be a keyword. */
    public static String lowerCamel(String cName) {
        StringBuilder joined = new StringBuilder(cName.length());
        words(cName).forEach(word -> joined.append(joined.isEmpty() ? small(word) : capitalised(word)));
        return camel(joined, cName);
    }

    /**
     * The spelling of a constant, such as {@code RX_BYTES}: words, which begin at a capital that follows a small letter or
     * a digit, and at a capital that follows a capital and precedes two small letters, have {@code _} between them.
     * {@code parseIPv4Header} is {@code PARSE_IPV4_HEADER}.
     */
    public static String constant(String cName) {
        String identifier = identifier(cName.replace('$', '_'));
        if (!hasSmallLetter(identifier)) {
            // There are no words to find: F2FS stays F2FS.
            return identifier;
        }
        String words = isAsciiWithoutCapitals(identifier)
                ? identifier
                : WORD_START.matcher(identifier).replaceAll("_");
        return words.toUpperCase(Locale.ROOT);
    }

    private static boolean isAsciiWithoutCapitals(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character > '~' || character >= 'A' && character <= 'Z') {
                return false;
            }
        }
        return true;
    }

    /** The parts between underscores; not between those that separate digits. */
    private static List<String> words(String cName) {
        String name = identifier(cName.replace('$', '_'));
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int at = name.indexOf('_'); at >= 0; at = name.indexOf('_', at)) {
            int end = at;
            while (end < name.length() && name.charAt(end) == '_') {
                end++;
            }
            if (at > 0 && isDigit(name.charAt(at - 1)) && end < name.length() && isDigit(name.charAt(end))) {
                at++;
                continue;
            }
            if (at > start) {
                words.add(name.substring(start, at));
            }
            start = end;
            at = end;
        }
        if (start < name.length()) {
            words.add(name.substring(start));
        }
        return words;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static String camel(StringBuilder joined, String cName) {
        return identifier(joined.isEmpty() ? cName.replace('$', '_') : joined.toString());
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + rest(word);
    }

    private static String small(String word) {
        return word.substring(0, 1).toLowerCase(Locale.ROOT) + rest(word);
    }

    private static String rest(String word) {
        String rest = word.substring(1);
        return hasSmallLetter(word) ? rest : rest.toLowerCase(Locale.ROOT);
    }

    private static boolean hasSmallLetter(String text) {
        for (int i = 0, character; i < text.length(); i += Character.charCount(character)) {
            character = text.codePointAt(i);
            if (Character.getType(character) == Character.LOWERCASE_LETTER) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPart(int character) {
        // Java counts control characters as "ignorable" parts of identifiers: not a thing to put into one.
        return Character.isJavaIdentifierPart(character) && !Character.isIdentifierIgnorable(character);
    }
}
