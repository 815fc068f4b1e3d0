package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

import io.github.bpfmaven.plugin.compile.InvalidConfigurationException;
import io.github.bpfmaven.plugin.lock.Lock;

/**
 * Objects that are checked in.
 *
 * @param mode what to do with them
 * @param directory where they are, if there are any; absolute
 */
public record CheckedInSettings(BuildMode mode, Path directory) {
    /**
     * @param sourceRoots of the module's Java
     * @throws InvalidConfigurationException if the classes would be in one of them: javac would get each twice
     */
    void requireOwnDirectory(Collection<Path> sourceRoots) throws InvalidConfigurationException {
        var java = directory.resolve(Lock.JAVA).normalize();
        if (sourceRoots.stream().map(Path::normalize).anyMatch(java::startsWith)) {
            throw new InvalidConfigurationException(
                    "<prebuiltDirectory> " + directory + ": generated classes would be in " + java
                            + ", which is compiled, too. Name a directory of its own, such as src/main/bpf-prebuilt");
        }
    }

    /** The lock's file. */
    Path lock() {
        return directory.resolve(Lock.NAME);
    }

    /** Whether LLVM may turn out not to be needed. */
    boolean mayServe() {
        return mode == BuildMode.PREBUILT || (mode == BuildMode.AUTO && Files.isRegularFile(lock()));
    }
}
