package io.github.bpfmaven.plugin.compile;

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
}
