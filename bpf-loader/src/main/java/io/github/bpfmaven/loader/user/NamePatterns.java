package io.github.bpfmaven.loader.user;

import java.util.regex.Pattern;

/** Names with {@code *} and {@code ?} for any text and any character, as {@code glob_match} of libbpf takes them. */
public final class NamePatterns {
    private NamePatterns() {}

    /** A regular expression for whole names. */
    public static Pattern compile(String pattern) {
        StringBuilder expression = new StringBuilder();
        for (char character : pattern.toCharArray()) {
            expression.append(
                    switch (character) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(character));
                    });
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    /** Whether it means more than one name. */
    public static boolean isPattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }
}
