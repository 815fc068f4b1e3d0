package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.github.bpfmaven.toolchain.LlvmHome;

/** How sources are compiled, for editors that ask for it. */
public final class EditorCommands {
    private final ProjectPaths paths;
    private final ClangArguments arguments;
    private final String clang;
    private final Optional<Path> resources;

    /** @param llvm whose clang and headers; empty if there is none yet: then those of the editor have to do */
    public EditorCommands(ProjectPaths paths, SearchPath searchPath, Optional<LlvmHome> llvm) {
        this.paths = paths;
        this.arguments = new ClangArguments(paths, searchPath, new DirectoryNames(paths, searchPath));
        this.clang = llvm.map(home -> home.clang().toString()).orElse("clang");
        this.resources = llvm.map(Clang::resources);
    }

    /**
     * A command for each source and target. Clangd takes the first of a source.
     *
     * @param targets in the order in which they are of interest
     * @param flags each source's
     */
    public List<CompileCommand> of(
            List<Source> sources, List<CompileTarget> targets, Function<Source, CompilerFlags> flags) {
        var commands = new ArrayList<CompileCommand>();
        for (var source : sources) {
            for (var target : targets) {
                var unit = new CompileUnit(source, target, flags.apply(source), Path.of(""));
                var command = new ArrayList<String>();
                command.add(clang);
                command.addAll(arguments.forEditor(unit, resources));
                commands.add(new CompileCommand(paths.baseDirectory(), paths.file(source), command));
            }
        }
        return commands;
    }
}
