package io.github.bpfmaven.plugin.compile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may not stand in a header that is precompiled: it could mean something else there, or lose its effect on the source. */
final class HeaderText {
    /** They depend on what includes the header. */
    private static final List<String> PLACES = List.of("__INCLUDE_LEVEL__", "__BASE_FILE__", "__TIMESTAMP__");

    private static final Pattern PRAGMA =
            Pattern.compile("(?:#[ \\t]*pragma[ \\t]+|_Pragma[ \\t]*\\([ \\t]*L?\")(?<text>[^\"\\r\\n]*)");

    /** End with the header or are kept in the file (clang 20, ASTWriter), or are only words of a macro. */
    private static final Pattern HARMLESS = Pattern.compile("once\\b.*|(clang|GCC) (diagnostic|system_header)\\b.*"
            + "|clang attribute\\b.*|clang loop\\b.*|GCC (poison|error|warning|unroll)\\b.*|message\\b.*|pack\\b.*"
            + "|(no)?unroll\\b.*");

    private HeaderText() {}

    /** The first thing in a header that is against it. */
    static Optional<String> obstacle(String text) {
        return Stream.concat(PLACES.stream().filter(text::contains), pragmas(text))
                .findFirst();
    }

    private static Stream<String> pragmas(String text) {
        // A vmlinux.h of 3 MB has two: no pattern need look at the rest.
        return !text.contains("ragma")
                ? Stream.of()
                : text.lines()
                        .filter(line -> line.contains("ragma"))
                        .flatMap(line -> PRAGMA.matcher(line)
                                .results()
                                .map(pragma -> pragma.group(1).strip())
                                .filter(pragma -> !HARMLESS.matcher(pragma).matches())
                                .map(pragma -> "#pragma " + pragma));
    }
}
