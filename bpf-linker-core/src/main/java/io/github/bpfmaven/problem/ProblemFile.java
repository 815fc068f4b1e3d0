package io.github.bpfmaven.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code problems.txt}, whose head says how it is written. */
final class ProblemFile {
    private static final String NAME = "problems.txt";
    private static final Pattern HEAD = Pattern.compile("\\[([a-z0-9-]+)\\] (.+)");
    private static final Pattern LOOKUP = Pattern.compile("(\\w+) of (\\w+)");
    private static final Map<String, Speaker> SPEAKERS =
            Map.of("clang", Speaker.CLANG, "linker", Speaker.LINKER, "surroundings", Speaker.SURROUNDINGS);

    private ProblemFile() {}

    private record Line(String key, String value) {}

    /** @throws IllegalStateException if it is not written as it should be */
    static List<Problem> read() {
        try (var file = ProblemFile.class.getResourceAsStream(NAME)) {
            if (file == null) {
                throw new IllegalStateException(NAME + " is not beside " + ProblemFile.class);
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Problem> parse(String text) {
        return Stream.of(text.replaceAll("(?m)^#.*\n", "").strip().split("\n(?=\\[)"))
                .map(ProblemFile::problem)
                .toList();
    }

    private static Problem problem(String block) {
        // A line that is indented goes on with the one before.
        var lines = block.strip().replaceAll("\n[ \t]+", " ").split("\n");
        var head = HEAD.matcher(lines[0]);
        if (!head.matches()) {
            throw new IllegalStateException(NAME + " has no [identifier] and title here: " + lines[0]);
        }
        var rest =
                Stream.of(lines).skip(1).map(line -> line(head.group(1), line)).toList();
        var told = rest.stream().anyMatch(line -> line.key.equals("told"));
        return new Problem(
                head.group(1),
                head.group(2),
                told,
                recognizers(head.group(1), rest),
                only("cause", head.group(1), rest),
                only(told ? "told" : "do", head.group(1), rest));
    }

    private static Line line(String id, String text) {
        var colon = text.indexOf(": ");
        if (colon < 0) {
            throw new IllegalStateException(NAME + ", [" + id + "], is no key and value: " + text);
        }
        return new Line(text.substring(0, colon), text.substring(colon + 2));
    }

    private static String only(String key, String id, List<Line> lines) {
        var found = lines.stream().filter(line -> line.key.equals(key)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(NAME + ", [" + id + "], needs one '" + key + "', not " + found.size());
        }
        return found.get(0).value;
    }

    private static List<Recognizer> recognizers(String id, List<Line> lines) {
        var recognizers = new ArrayList<Recognizer>();
        for (var at = 0; at < lines.size(); at++) {
            if (SPEAKERS.containsKey(lines.get(at).key)) {
                recognizers.add(recognizer(id, lines.get(at), conditions(lines.subList(at + 1, lines.size()))));
            }
        }
        if (recognizers.isEmpty()) {
            throw new IllegalStateException(NAME + ", [" + id + "], recognises nothing");
        }
        return recognizers;
    }

    private static List<Line> conditions(List<Line> behind) {
        return behind.stream()
                .takeWhile(line -> List.of("with", "without", "known").contains(line.key))
                .toList();
    }

    private static Recognizer recognizer(String id, Line message, List<Line> conditions) {
        return new Recognizer(
                SPEAKERS.get(message.key),
                Pattern.compile(message.value),
                patterns("with", conditions),
                patterns("without", conditions),
                conditions.stream()
                        .filter(line -> line.key.equals("known"))
                        .map(line -> lookup(id, line.value))
                        .toList());
    }

    private static List<Pattern> patterns(String key, List<Line> conditions) {
        return conditions.stream()
                .filter(line -> line.key.equals(key))
                .map(line -> Pattern.compile(line.value))
                .toList();
    }

    private static Recognizer.Lookup lookup(String id, String text) {
        var found = LOOKUP.matcher(text);
        if (!found.matches()) {
            throw new IllegalStateException(NAME + ", [" + id + "]: known: NAME of GROUP, not: " + text);
        }
        return new Recognizer.Lookup(found.group(1), found.group(2));
    }
}
