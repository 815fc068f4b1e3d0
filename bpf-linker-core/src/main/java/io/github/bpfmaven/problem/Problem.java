package io.github.bpfmaven.problem;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A known way to fail.
 *
 * @param id what it is called, for good: small letters and hyphens, such as {@code host-header}
 * @param title what happens, in a few words
 * @param told whether the messages themselves say what is wrong and what to do, so that nothing need be added to them
 * @param recognizers what its messages look like
 * @param cause why it happens; what is in braces is taken from the message, and code is between backquotes
 * @param cure what to do; likewise
 */
public record Problem(String id, String title, boolean told, List<Recognizer> recognizers, String cause, String cure) {
    private static final Pattern DETAIL = Pattern.compile("\\{(\\w+)\\}");

    public Problem {
        recognizers = List.copyOf(recognizers);
    }

    /** The names in braces. */
    Set<String> details() {
        return Stream.of(cause, cure)
                .flatMap(text -> DETAIL.matcher(text).results())
                .map(found -> found.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A text with something in place of what is in braces. */
    static String fill(String text, Filling filling) {
        return DETAIL.matcher(text).replaceAll(found -> Matcher.quoteReplacement(filling.of(found.group(1))));
    }

    /** What to say in place of a name in braces. */
    @FunctionalInterface
    interface Filling {
        String of(String name);
    }
}
