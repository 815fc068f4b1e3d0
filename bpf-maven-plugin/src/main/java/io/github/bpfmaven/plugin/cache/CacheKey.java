package io.github.bpfmaven.plugin.cache;

import java.util.regex.Pattern;

/**
 * What a result is found by.
 *
 * @param kind of result, such as {@code object}: a lower-case letter, then up to 30 of {@code a-z}, {@code 0-9} and
 *     {@code -}. Results of two kinds may have the same digest.
 * @param sha256 digest of all that the result depends on: 64 hexadecimal digits in lower case
 */
public record CacheKey(String kind, String sha256) {
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    /** @throws IllegalArgumentException if one of them has another form: they become names of files */
    public CacheKey {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("'" + kind + "' is no kind of a result");
        }
        if (!isSha256(sha256)) {
            throw new IllegalArgumentException("'" + sha256 + "' is no SHA-256 in lower case");
        }
    }

    /** Not by a pattern: a build has thousands of keys, and no time to get patterns compiled. */
    private static boolean isSha256(String text) {
        for (var at = 0; at < text.length(); at++) {
            var digit = text.charAt(at);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return text.length() == 64;
    }
}
