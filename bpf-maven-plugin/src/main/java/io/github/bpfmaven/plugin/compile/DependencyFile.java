package io.github.bpfmaven.plugin.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Reads the rule for {@code make} in which clang lists the files that it has read ({@code -MD}; clang 20,
 * {@code DependencyFileGenerator}): {@code target: file file \} and lines that go on. A space and a {@code #} in a name have a
 * backslash before them, before a space also those backslashes that precede it; {@code $} is written twice. A backslash anywhere
 * else is one of a Windows path.
 */
final class DependencyFile {
    private DependencyFile() {}

    /** The files, as clang names them, in its order: the source first; each once. */
    static List<String> parse(String rule) {
        var files = new ArrayList<String>();
        var word = new StringBuilder();
        var isTarget = true;
        for (var at = 0; at <= rule.length(); at++) {
            var character = at < rule.length() ? rule.charAt(at) : '\n';
            if (character == '\\' && at + 1 < rule.length()) {
                var next = rule.charAt(at + 1);
                if (next == '\n' || (next == '\r' && at + 2 < rule.length() && rule.charAt(at + 2) == '\n')) {
                    at += next == '\n' ? 1 : 2;
                    character = ' ';
                } else {
                    var run = backslashes(rule, at);
                    var after = at + run < rule.length() ? rule.charAt(at + run) : '\n';
                    if (after == ' ' || after == '#') {
                        // Half of them stand for themselves, an odd one for the escape.
                        word.append("\\".repeat(after == ' ' ? run / 2 : run - 1))
                                .append(after);
                        at += run;
                    } else {
                        word.append("\\".repeat(run));
                        at += run - 1;
                    }
                    continue;
                }
            } else if (character == '$' && at + 1 < rule.length() && rule.charAt(at + 1) == '$') {
                at++;
            }
            if (character != ' ' && character != '\n' && character != '\r' && character != '\t') {
                word.append(character);
            } else if (!word.isEmpty()) {
                if (!isTarget) {
                    files.add(word.toString());
                }
                isTarget &= word.charAt(word.length() - 1) != ':';
                word.setLength(0);
            }
        }
        return List.copyOf(new LinkedHashSet<>(files));
    }

    private static int backslashes(String rule, int from) {
        var at = from;
        while (at < rule.length() && rule.charAt(at) == '\\') {
            at++;
        }
        return at - from;
    }
}
