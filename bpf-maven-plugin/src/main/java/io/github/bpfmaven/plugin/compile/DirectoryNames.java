package io.github.bpfmaven.plugin.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.linker.SourceRoot;
import io.github.bpfmaven.toolchain.LlvmHome;

/**
 * What directories are called in objects, for those whose own names may not be seen there: the project's, and whatever lies
 * outside of it.
 */
final class DirectoryNames {
    private final ProjectPaths paths;
    private final List<Named> names = new ArrayList<>();

    DirectoryNames(ProjectPaths paths, SearchPath searchPath, LlvmHome llvm) {
        this(paths, searchPath, Optional.of(llvm.directory()));
    }

    /** Without LLVM's own. */
    DirectoryNames(ProjectPaths paths, SearchPath searchPath) {
        this(paths, searchPath, Optional.empty());
    }

    private DirectoryNames(ProjectPaths paths, SearchPath searchPath, Optional<Path> llvm) {
        this.paths = paths;
        // The most general first.
        names.add(new Named(paths.baseDirectory(), paths.baseDirectory().toString(), "."));
        llvm.ifPresent(directory -> names.add(new Named(directory, directory.toString(), "llvm")));
        if (paths.isOutside(paths.sourceDirectory())) {
            add(paths.sourceDirectory(), ProjectPaths.OUTSIDE_SOURCES);
        }
        var outside = searchPath.user().stream()
                .filter(directory -> paths.isOutside(directory) && !directory.equals(paths.sourceDirectory()))
                .toList();
        for (var number = 0; number < outside.size(); number++) {
            add(outside.get(number), "include" + (number + 1));
        }
        searchPath.builtin().forEach(directory -> add(directory, "bpf-headers"));
    }

    private void add(Path directory, String name) {
        names.add(new Named(directory, paths.argument(directory), name));
    }

    /** The most general first. */
    List<Named> all() {
        return List.copyOf(names);
    }

    /** The way back, for what has to be read again. */
    List<SourceRoot> sourceRoots() {
        return names.stream()
                .map(named -> new SourceRoot(named.name().equals(".") ? "" : named.name() + "/", named.directory()))
                .toList();
    }

    /**
     * @param directory which
     * @param argument as clang is told of it, and so begins the names of its files
     * @param name what stands for that
     */
    record Named(Path directory, String argument, String name) {}
}
