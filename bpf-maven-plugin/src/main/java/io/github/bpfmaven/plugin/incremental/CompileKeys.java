package io.github.bpfmaven.plugin.incremental;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.CompileUnit;
import io.github.bpfmaven.plugin.compile.CompilerFlags;
import io.github.bpfmaven.plugin.compile.ProjectPaths;
import io.github.bpfmaven.plugin.compile.SearchPath;

/** The keys of a module's compiles. No path of this machine is in them where clang gets to see none in what it makes. */
public final class CompileKeys {
    /** The longer ones first, where one begins with another. */
    private static final List<String> PATH_OPTIONS =
            List.of("-isystem", "-iquote", "-idirafter", "-include", "-imacros", "-I");

    private final String plugin;
    private final String toolchain;
    private final String launcher;
    private final ProjectPaths paths;
    private final SearchPath searchPath;
    private final RootNames names;
    private final Map<Choices, String> fingerprints = new ConcurrentHashMap<>();

    /**
     * @param plugin identity of the plugin
     * @param toolchain identity of clang
     * @param launcher name of what runs clang
     */
    public CompileKeys(
            String plugin,
            String toolchain,
            String launcher,
            ProjectPaths paths,
            SearchPath searchPath,
            RootNames names) {
        this.plugin = plugin;
        this.toolchain = toolchain;
        this.launcher = launcher;
        this.paths = paths;
        this.searchPath = searchPath;
        this.names = names;
    }

    public CompileKey of(CompileUnit unit) {
        var flags = fingerprints.computeIfAbsent(new Choices(unit.target(), unit.flags()), this::fingerprint);
        return new CompileKey(plugin, toolchain, flags, names.name(paths.file(unit.source())));
    }

    /** Many units have the same. */
    private record Choices(CompileTarget target, CompilerFlags flags) {}

    private String fingerprint(Choices unit) {
        return new Fingerprint()
                .add(launcher)
                .add(unit.target().suffix())
                .add(unit.flags().optimization())
                .add(unit.flags().cpu())
                .addAll(unit.flags().defines())
                .addAll(portable(unit.flags().arguments()))
                .addAll(searchPath.user().stream().map(names::name).toList())
                .add(searchPath.builtin().size())
                .hex();
    }

    /** Arguments with names in place of the paths of this machine. */
    public List<String> portable(List<String> arguments) {
        var portable = new ArrayList<String>();
        var isPath = false;
        for (var argument : arguments) {
            portable.add(isPath ? portable(argument) : portableOption(argument));
            isPath = PATH_OPTIONS.contains(argument);
        }
        return portable;
    }

    private String portableOption(String argument) {
        return PATH_OPTIONS.stream()
                .filter(option -> argument.startsWith(option) && argument.length() > option.length())
                .findFirst()
                .map(option -> option + portable(argument.substring(option.length())))
                .orElse(argument);
    }

    private String portable(String path) {
        try {
            var file = Path.of(path);
            return file.isAbsolute() ? "/" + names.name(file) : path;
        } catch (InvalidPathException noPath) {
            return path;
        }
    }
}
