package io.github.bpfmaven.plugin.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Clang's arguments in a file, which {@code clang @FILE} reads in place of its command line.
 *
 * <p>Source: {@code tokenizeGNUCommandLine} in {@code llvm/lib/Support/CommandLine.cpp} of LLVM 20; clang reads such files by these
 * rules on Windows, too, unless it is called {@code clang-cl}.
 */
final class ResponseFile {
    private ResponseFile() {}

    /** The file's text, one argument a line; to be written as UTF-8. */
    static String text(List<String> arguments) {
        return quoted(arguments).stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** Each as it stands there, which is also how a shell takes most of them. */
    static List<String> quoted(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.matches("[\\w@%+=:,./-]+")
                        ? argument
                        : '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
    }

    /** What a file's text comes to: words between blanks; quotes of both kinds hold blanks, a backslash holds what follows. */
    static List<String> arguments(String text) {
        var arguments = new ArrayList<String>();
        var word = new StringBuilder();
        var quote = '\0';
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character == '\\' && at + 1 < text.length()) {
                word.append(text.charAt(++at));
            } else if (character == quote) {
                quote = '\0';
            } else if (quote == '\0' && (character == '"' || character == '\'')) {
                quote = character;
            } else if (quote != '\0' || " \t\r\n".indexOf(character) < 0) {
                word.append(character);
            } else if (!word.isEmpty()) {
                arguments.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            arguments.add(word.toString());
        }
        return arguments;
    }
}
