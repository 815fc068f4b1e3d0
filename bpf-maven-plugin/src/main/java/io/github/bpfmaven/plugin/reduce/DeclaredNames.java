package io.github.bpfmaven.plugin.reduce;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which declarations of a header declare a name. Tags have names of their own in C. */
final class DeclaredNames {
    private static final int[] NONE = {};

    private final Map<String, int[]> tags = new HashMap<>(1 << 14);
    private final Map<String, int[]> forwards = new HashMap<>(1 << 12);
    private final Map<String, int[]> ordinary = new HashMap<>(1 << 16);

    void tag(String name, int declaration) {
        add(tags, name, declaration);
    }

    void forward(String name, int declaration) {
        add(forwards, name, declaration);
    }

    /** A typedef, a function, a variable, a constant of an enum. */
    void ordinary(String name, int declaration) {
        add(ordinary, name, declaration);
    }

    /** Where what has this tag is defined. */
    int[] tagged(String name) {
        return tags.getOrDefault(name, NONE);
    }

    /** Where a tag is declared alone. */
    int[] forwards(String name) {
        return forwards.getOrDefault(name, NONE);
    }

    int[] ordinary(String name) {
        return ordinary.getOrDefault(name, NONE);
    }

    Set<String> allTags() {
        return tags.keySet();
    }

    Set<String> allOrdinary() {
        return ordinary.keySet();
    }

    private static void add(Map<String, int[]> names, String name, int declaration) {
        var before = names.putIfAbsent(name, new int[] {declaration});
        if (before != null) {
            var longer = Arrays.copyOf(before, before.length + 1);
            longer[before.length] = declaration;
            names.put(name, longer);
        }
    }
}
