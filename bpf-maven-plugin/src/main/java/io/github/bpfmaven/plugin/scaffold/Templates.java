package io.github.bpfmaven.plugin.scaffold;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes that are always the same, each behind the others in the generated classes that name it. They are read and taken
 * apart once, however much is generated, and never change after that: threads may share them.
 */
final class Templates {
    private static final Templates ALL = new Templates();

    private final SourceTemplate bytes = SourceTemplate.of("Bytes", marked("private static"));
    /** Each may name those behind it. */
    private final List<Whole> wholes = List.of(
            whole(MapsWriter.BPF_MAP, "public static"),
            whole("Layouts", "private static"),
            whole("Elf", "private static"));

    private Templates() {}

    static Templates all() {
        return ALL;
    }

    private static String marked(String modifiers) {
        return "@" + ScaffoldGenerator.GENERATED + "\n" + modifiers;
    }

    private Whole whole(String name, String modifiers) {
        SourceTemplate template = SourceTemplate.of(name, marked(modifiers));
        String text = template.all();
        return new Whole(template, text, bytes.isUsedIn(text), bytes.calledIn(text));
    }

    /** Adds those that some code names, and those that these name. */
    void addUsedIn(String code, StringBuilder text) {
        Set<Whole> used = new HashSet<>();
        boolean withBytes = bytes.isUsedIn(code);
        Set<String> methods = bytes.calledIn(code);
        for (Whole whole : wholes) {
            if (whole.template.isUsedIn(code) || used.stream().anyMatch(other -> whole.template.isUsedIn(other.text))) {
                used.add(whole);
                text.append(whole.text);
                withBytes |= whole.withBytes;
                methods.addAll(whole.methods);
            }
        }
        if (withBytes) {
            text.append(bytes.with(methods));
        }
    }

    /**
     * A class that is copied with all its members.
     *
     * @param withBytes whether it names the class Bytes
     * @param methods that it calls of it
     */
    private record Whole(SourceTemplate template, String text, boolean withBytes, Set<String> methods) {}
}
