package io.github.bpfmaven.plugin.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The programs of a directory and their flags, one line each: the path below the manifest's directory, then clang's
 * arguments, separated by blanks. What stands in double quotes may have blanks in it; {@value #DIRECTORY} stands for the
 * directory; a line that begins with {@code #} is a comment.
 *
 * <pre>{@code
 * # path            flags
 * trace/open.bpf.c  -DMAX_FILES=64 -I{dir}/include
 * net/drop.bpf.c    "-DNAME=a b"
 * }</pre>
 */
final class Manifest {
    static final String DIRECTORY = "{dir}";

    private Manifest() {}

    /** @throws IllegalArgumentException if a line makes no sense; says which one */
    static List<BenchProgram> parse(List<String> lines) {
        var programs = new ArrayList<BenchProgram>();
        for (var i = 0; i < lines.size(); i++) {
            var words = words(lines.get(i), i + 1);
            if (!words.isEmpty()) {
                programs.add(program(words, i + 1));
            }
        }
        if (programs.isEmpty()) {
            throw new IllegalArgumentException("the manifest names no program");
        }
        return programs;
    }

    private static BenchProgram program(List<String> words, int line) {
        var path = words.get(0);
        if (!path.endsWith(".c") || path.startsWith("/") || path.contains("..")) {
            throw new IllegalArgumentException("line " + line + " of the manifest begins with '" + path
                    + "': a line begins with a path of a .c file below the manifest's directory");
        }
        return new BenchProgram(path, words.subList(1, words.size()));
    }

    private static List<String> words(String line, int number) {
        var words = new ArrayList<String>();
        if (line.stripLeading().startsWith("#")) {
            return words;
        }
        var word = new StringBuilder();
        var quoted = false;
        for (var c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (Character.isWhitespace(c) && !quoted) {
                take(word, words);
            } else {
                word.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException(
                    "line " + number + " of the manifest has a double quote that is not closed");
        }
        take(word, words);
        return words;
    }

    private static void take(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
