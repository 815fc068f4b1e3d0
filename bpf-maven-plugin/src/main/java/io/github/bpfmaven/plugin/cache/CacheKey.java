package io.github.bpfmaven.plugin.cache;

/**
 * What a result is found by.
 *
 * @param kind of result, such as {@code object}: a lower-case letter, then up to 30 of {@code a-z}, {@code 0-9} and
 *     {@code -}. Results of two kinds may have the same digest.
 * @param sha256 digest of all that the result depends on: 64 hexadecimal digits in lower case
 */
public record CacheKey(String kind, String sha256) {
    private static final int MOST_KIND = 31;
    private static final int DIGITS = 64;

    /** @throws IllegalArgumentException if one of them has another form: they become names of files */
    public CacheKey {
        if (!isKind(kind)) {
            throw new IllegalArgumentException("'" + kind + "' is no kind of a result");
        }
        if (!isSha256(sha256)) {
            throw new IllegalArgumentException("'" + sha256 + "' is no SHA-256 in lower case");
        }
    }

    // No regular expressions: a build whose results are all there makes thousands of these in a JVM that has just
    // started.

    private static boolean isKind(String text) {
        var isKind = !text.isEmpty() && text.length() <= MOST_KIND && isLetter(text.charAt(0));
        for (var at = 1; isKind && at < text.length(); at++) {
            var c = text.charAt(at);
            isKind = isLetter(c) || isDigit(c) || c == '-';
        }
        return isKind;
    }

    private static boolean isSha256(String text) {
        var isSha256 = text.length() == DIGITS;
        for (var at = 0; isSha256 && at < DIGITS; at++) {
            var c = text.charAt(at);
            isSha256 = isDigit(c) || c >= 'a' && c <= 'f';
        }
        return isSha256;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
