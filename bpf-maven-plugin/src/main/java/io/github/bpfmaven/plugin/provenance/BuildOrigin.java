package io.github.bpfmaven.plugin.provenance;

import java.util.List;

import io.github.bpfmaven.plugin.lock.Lock;
import io.github.bpfmaven.plugin.lock.LockedSource;

/**
 * What an object was built from, and by what.
 *
 * @param plugin version of the plugin
 * @param toolchain LLVM
 * @param source the program's source
 * @param libraries library code that had to do with it, though none of it may be in the object
 * @param includeDirectories where headers were looked for, in that order, before the plugin's
 * @param exports functions of library code that stay visible
 */
public record BuildOrigin(
        String plugin,
        Toolchain toolchain,
        SourceCode source,
        List<SourceCode> libraries,
        List<String> includeDirectories,
        List<String> exports) {
    public BuildOrigin {
        libraries = List.copyOf(libraries);
        includeDirectories = List.copyOf(includeDirectories);
        exports = List.copyOf(exports);
    }

    /**
     * What a lock says of a program.
     *
     * @param usesLibraries whether library code had to do with it
     */
    public static BuildOrigin of(Lock lock, LockedSource program, boolean usesLibraries) {
        return new BuildOrigin(
                lock.values("plugin").get(0),
                Toolchain.of(lock.values("llvm").get(0)),
                SourceCode.of(program, lock.files()),
                usesLibraries
                        ? lock.libraries().stream()
                                .map(library -> SourceCode.of(library, lock.files()))
                                .toList()
                        : List.of(),
                lock.values("include"),
                lock.values("export"));
    }
}
