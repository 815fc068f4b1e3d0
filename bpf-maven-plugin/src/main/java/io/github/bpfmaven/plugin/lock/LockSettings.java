package io.github.bpfmaven.plugin.lock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What all programs of a module have in common, as lines of a lock. */
public final class LockSettings {
    static final String PLUGIN = "plugin";
    static final String LLVM = "llvm";

    /** In the order of the file. */
    static final List<String> WORDS = List.of(
            PLUGIN,
            LLVM,
            "include",
            "headers",
            "export",
            "library",
            "types",
            "type",
            "type-prefix",
            "constant",
            "loader");

    private final List<Line> lines = new ArrayList<>();

    /**
     * @param plugin version of the plugin
     * @param llvm which LLVM, without any path
     */
    public LockSettings(String plugin, String llvm) {
        lines.add(new Line(PLUGIN, plugin));
        lines.add(new Line(LLVM, llvm));
    }

    /** Names of the user's directories with headers, in the order of the search, and whether the plugin's follow. */
    public LockSettings headers(List<String> directories, boolean builtin) {
        return add("include", directories).add("headers", List.of(builtin ? Lock.PLUGIN : "none"));
    }

    /** What goes into links: functions that stay visible, files of library code as the POM has them. */
    public LockSettings links(Collection<String> exports, List<String> libraries) {
        return add("export", exports.stream().sorted().toList()).add("library", libraries);
    }

    /** What the classes show. */
    public LockSettings java(boolean types, List<String> names, String prefix, List<String> constants) {
        return add("types", List.of(types ? "yes" : "no"))
                .add("type", names)
                .add("type-prefix", prefix.isEmpty() ? List.of() : List.of(prefix))
                .add("constant", constants);
    }

    /** Whether the generated classes load objects; nothing is said of it if not. */
    public LockSettings loader(boolean wanted) {
        return add("loader", wanted ? List.of("yes") : List.of());
    }

    /** All lines. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    private LockSettings add(String word, List<String> values) {
        values.forEach(value -> lines.add(new Line(word, value)));
        return this;
    }

    /** The parameter that a word stands for. */
    static String parameter(String word) {
        return switch (word) {
            case "include" -> "<includeDirectories>";
            case "headers" -> "<builtinHeaders>";
            case "export" -> "<exports>";
            case "library" -> "<libraries>";
            case "types" -> "<generateTypes>";
            case "type" -> "<types>";
            case "type-prefix" -> "<typePrefix>";
            case "constant" -> "<constants>";
            case "loader" -> "<generateLoader>";
            case "define" -> "<defines>";
            case "argument" -> "<compilerArgs>";
            default -> "<" + word + ">";
        };
    }
}
