package io.github.bpfmaven.plugin.constants;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.bpfmaven.plugin.compile.ClangDiagnostic.Place;
import io.github.bpfmaven.plugin.constants.Definition.Kind;

/**
 * Reads what {@code clang -E -dD} prints: the preprocessed source, with the directives that define macros left in, also those
 * of clang's own (in the "file" {@code <built-in>}).
 */
final class DefinitionReader {
    /** {@code # 12 "src/main/bpf/drop.bpf.c" 2}. */
    private static final Pattern LINE_MARKER = Pattern.compile("# (?<line>\\d+) \"(?<file>(?:[^\"\\\\]|\\\\.)*)\".*");

    /** A name of C begins with no digit, so all that is not white space or a parenthesis will do. */
    private static final Pattern DEFINE =
            Pattern.compile("#define (?<name>[^\\s(]+)(?<parameters>\\([^)]*\\))?\\s*(?<text>.*)");

    private static final Pattern UNDEF = Pattern.compile("#undef (?<name>\\S+)\\s*");

    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final EnumScanner enums = new EnumScanner();
    private String file = "";
    private int number;

    private DefinitionReader() {}

    /** The last definition of each name, in the order in which they come. */
    static List<Definition> read(String dump) {
        var reader = new DefinitionReader();
        dump.lines().forEach(reader::line);
        return List.copyOf(reader.definitions.values());
    }

    private void line(String text) {
        if (text.startsWith("# ")) {
            mark(text);
        } else {
            if (text.startsWith("#define ")) {
                define(text);
            } else if (text.startsWith("#undef ")) {
                undefine(text);
            } else if (!text.startsWith("#")) {
                code(text);
            }
            number++;
        }
    }

    private void mark(String text) {
        var marker = LINE_MARKER.matcher(text);
        if (marker.matches()) {
            file = marker.group("file").replaceAll("\\\\(.)", "$1");
            number = Integer.parseInt(marker.group("line"));
        }
    }

    private void define(String text) {
        var define = DEFINE.matcher(text);
        if (!define.matches()) {
            return;
        }
        var name = define.group("name");
        var replacement = define.group("text").strip();
        var before = definitions.get(name);
        if (before != null && before.kind() == Kind.ENUMERATOR && replacement.equals(name)) {
            // So that #ifdef finds it: glibc's IPPROTO_TCP and its like.
            return;
        }
        if (define.group("parameters") != null) {
            put(name, Kind.WITH_PARAMETERS, define.group("parameters") + " " + replacement);
        } else if (replacement.isEmpty()) {
            put(name, Kind.EMPTY, "");
        } else {
            put(name, Kind.MACRO, replacement);
        }
    }

    private void undefine(String text) {
        var undef = UNDEF.matcher(text);
        if (undef.matches()) {
            var before = definitions.get(undef.group("name"));
            if (before != null && before.kind() != Kind.ENUMERATOR) {
                put(undef.group("name"), Kind.UNDEFINED, "");
            }
        }
    }

    private void code(String text) {
        for (var token : CToken.of(text)) {
            var tag = enums.next(token);
            if (tag.isPresent()) {
                var before = definitions.get(token.text());
                // A second one is in a function, or an error.
                if (before == null || before.kind() != Kind.ENUMERATOR) {
                    put(token.text(), Kind.ENUMERATOR, tag.get());
                }
            }
        }
    }

    private void put(String name, Kind kind, String text) {
        definitions.remove(name);
        definitions.put(name, new Definition(name, kind, text, new Place(file, Math.max(number, 1), 1)));
    }
}
