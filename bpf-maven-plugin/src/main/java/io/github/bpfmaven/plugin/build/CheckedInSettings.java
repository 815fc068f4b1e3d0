package io.github.bpfmaven.plugin.build;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.bpfmaven.plugin.lock.Lock;

/**
 * Objects that are checked in.
 *
 * @param mode what to do with them
 * @param directory where they are, if there are any; absolute
 */
public record CheckedInSettings(BuildMode mode, Path directory) {
    /** The lock's file. */
    Path lock() {
        return directory.resolve(Lock.NAME);
    }

    /** Whether LLVM may turn out not to be needed. */
    boolean mayServe() {
        return mode == BuildMode.PREBUILT || (mode == BuildMode.AUTO && Files.isRegularFile(lock()));
    }
}
