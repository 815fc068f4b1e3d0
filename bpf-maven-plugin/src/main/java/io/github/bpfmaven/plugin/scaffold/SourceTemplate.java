package io.github.bpfmaven.plugin.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The source of a class of the package {@code template}, to be copied into generated classes. It never changes once it is
 * read, so that threads may share it.
 *
 * <p>It must be laid out as the formatter lays it out: the members indented by four, each with Javadoc that begins a line.
 */
final class SourceTemplate {
    private static final Pattern BETWEEN_MEMBERS = Pattern.compile("\\n\\n(?=    /\\*\\*)");
    private static final Pattern METHOD_NAME =
            Pattern.compile("(?m)^    (?:static|public|private)? ?[^*/ ][^(=;]*?(\\w+)\\(");

    private final String name;
    private final String head;
    private final List<Member> members = new ArrayList<>();
    /** The methods that each calls of its own class, by name: overloads are one. */
    private final Map<String, Set<String>> calls = new HashMap<>();

    private SourceTemplate(String name, String head) {
        this.name = name;
        this.head = head;
    }

    /**
     * Reads the source of a class.
     *
     * @param modifiers in front of {@code final class} in the copies
     */
    static SourceTemplate of(String name, String modifiers) {
        String source = read(name);
        String type = source.substring(source.indexOf("/**"), source.lastIndexOf("\n}"));
        String declaration = "\nfinal class " + name;
        int start = type.indexOf(declaration) + 1;
        int body = type.indexOf(" {\n", start) + 3;
        SourceTemplate template = new SourceTemplate(
                name, inClass(type.substring(0, start) + modifiers + " " + type.substring(start, body)));
        for (String member : BETWEEN_MEMBERS.split(type.substring(body))) {
            template.add(member);
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

    private void add(String member) {
        var matcher = METHOD_NAME.matcher(member);
        String method = matcher.find() ? matcher.group(1) : "";
        members.add(new Member(method, inClass(member)));
        Set<String> called = calls.computeIfAbsent(method, first -> new HashSet<>());
        for (int open = member.indexOf('('); open >= 0; open = member.indexOf('(', open + 1)) {
            int start = SourceText.wordStart(member, open);
            if (start < open && member.charAt(start - 1) != '.') {
                called.add(member.substring(start, open));
            }
        }
    }

    /** Lines as they are within a class that is within another, finished as the rest of a file is. */
    private static String inClass(String lines) {
        StringBuilder indented = new StringBuilder(lines.length() * 5 / 4);
        lines.lines()
                .forEach(line -> indented.append(line.isEmpty() ? "" : "    ")
                        .append(line)
                        .append('\n'));
        return SourceText.finished(indented.toString());
    }

    /** Whether some code names the class. */
    boolean isUsedIn(String code) {
        return code.contains(name + ".") || code.contains("new " + name);
    }

    /** The names of its static methods that some code calls. */
    Set<String> calledIn(String code) {
        Set<String> called = new HashSet<>();
        String qualifier = name + ".";
        for (int at = code.indexOf(qualifier); at >= 0; at = code.indexOf(qualifier, at + 1)) {
            int start = at + qualifier.length();
            int end = SourceText.wordEnd(code, start);
            if (end < code.length() && code.charAt(end) == '(') {
                called.add(code.substring(start, end));
            }
        }
        return called;
    }

    /** The class with all its members. */
    String all() {
        return text(calls.keySet());
    }

    /** The class with some of its static methods, and those that these call. */
    String with(Collection<String> methods) {
        Set<String> used = new HashSet<>(Set.of(name));
        used.addAll(methods);
        Deque<String> todo = new ArrayDeque<>(used);
        while (!todo.isEmpty()) {
            for (String called : calls.getOrDefault(todo.remove(), Set.of())) {
                if (used.add(called)) {
                    todo.add(called);
                }
            }
        }
        return text(used);
    }

    private String text(Set<String> methods) {
        StringBuilder text = new StringBuilder("\n").append(head);
        String between = "";
        for (Member member : members) {
            if (methods.contains(member.method)) {
                text.append(between).append(member.text);
                between = "\n";
            }
        }
        return text.append("    }\n").toString();
    }

    /**
     * A member.
     *
     * @param method its name, if it is a method
     */
    private record Member(String method, String text) {}
}
