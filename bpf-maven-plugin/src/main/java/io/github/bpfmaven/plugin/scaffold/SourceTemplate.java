package io.github.bpfmaven.plugin.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The source of a class of the package {@code template}, to be copied into generated classes.
 *
 * <p>It must be laid out as the formatter lays it out: the members indented by four, each with Javadoc that begins a line.
 */
final class SourceTemplate {
    private static final Pattern CLASS = Pattern.compile("(?m)^final class (\\w+)");
    private static final Pattern BETWEEN_MEMBERS = Pattern.compile("\\n\\n(?=    /\\*\\*)");
    private static final Pattern CALL = Pattern.compile("(?<![.\\w])(\\w+)\\(");
    private static final Pattern METHOD_NAME =
            Pattern.compile("(?m)^    (?:static|public|private)? ?[^*/ ][^(=;]*?(\\w+)\\(");

    private final String name;
    private final String start;
    private final Map<String, String> members = new LinkedHashMap<>();

    private SourceTemplate(String name, String start) {
        this.name = name;
        this.start = start;
    }

    static SourceTemplate of(String name) {
        String source = read(name);
        String type = source.substring(source.indexOf("/**"), source.lastIndexOf("\n}"));
        int body = type.indexOf(
                " {\n", CLASS.matcher(type).results().findFirst().orElseThrow().start());
        SourceTemplate template = new SourceTemplate(name, type.substring(0, body + 3));
        int number = 0;
        for (String member : BETWEEN_MEMBERS.split(type.substring(body + 3))) {
            template.members.put(number + " " + methodName(member), member);
            number++;
        }
        return template;
    }

    private static String read(String name) {
        try (InputStream in =
                SourceTemplate.class.getResourceAsStream("/io/github/bpfmaven/plugin/template/" + name + ".java")) {
            if (in == null) {
                throw new IllegalStateException("the plugin lacks the source of " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String methodName(String member) {
        var matcher = METHOD_NAME.matcher(member);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Whether some code names the class. */
    boolean isUsedIn(String code) {
        return code.contains(name + ".") || code.contains("new " + name);
    }

    /**
     * The class with all its members.
     *
     * @param modifiers in front of {@code final class}
     */
    String all(String modifiers) {
        return text(modifiers, members.keySet());
    }

    /** The class with the static methods that some code calls, and those that these call. */
    String usedIn(String code, String modifiers) {
        Map<String, Set<String>> calls = calls();
        Set<String> used = new LinkedHashSet<>();
        boolean more = true;
        String seen = code;
        while (more) {
            more = false;
            for (Map.Entry<String, String> member : members.entrySet()) {
                String method = member.getKey().substring(member.getKey().indexOf(' ') + 1);
                boolean called = method.equals(name)
                        || seen.contains(name + "." + method + "(")
                        || callsWithin(used, method, calls);
                if (called && used.add(member.getKey())) {
                    more = true;
                }
            }
        }
        return text(
                modifiers,
                members.keySet().stream().filter(used::contains).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static boolean callsWithin(Set<String> used, String method, Map<String, Set<String>> calls) {
        return used.stream()
                .filter(key -> !key.endsWith(" " + method))
                .anyMatch(key -> calls.getOrDefault(key, Set.of()).contains(method));
    }

    /** By member, the names that it calls without a qualifier. Looked for once: there are as many members as names. */
    private Map<String, Set<String>> calls() {
        Map<String, Set<String>> calls = new HashMap<>();
        members.forEach((key, text) -> calls.put(
                key, CALL.matcher(text).results().map(call -> call.group(1)).collect(Collectors.toSet())));
        return calls;
    }

    private String text(String modifiers, Set<String> chosen) {
        String type = CLASS.matcher(start).replaceFirst(modifiers + " final class $1")
                + chosen.stream().map(members::get).collect(Collectors.joining("\n\n"))
                + "\n}\n";
        return type.lines()
                .map(line -> line.isEmpty() ? line : "    " + line)
                .collect(Collectors.joining("\n", "\n", "\n"));
    }
}
