package io.github.bpfmaven.plugin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a directory is good for. One that isn't there yet will be like the one above it.
 *
 * @param existing the directory itself, or the nearest above it that is there
 * @param refusal why no file can be made in it; empty if one can
 * @param runsPrograms whether programs in it may run; also true where that can't be found out
 * @param freeBytes on its file system, for this user
 */
record DirectoryState(Path existing, Optional<String> refusal, boolean runsPrograms, long freeBytes) {
    private static final int SECONDS = 10;

    static DirectoryState of(Path directory, boolean scripts) throws IOException {
        var existing = existing(directory.toAbsolutePath().normalize());
        var free = Files.getFileStore(existing).getUsableSpace();
        Path probe;
        try {
            probe = Files.createTempFile(existing, "bpf-doctor", ".sh");
        } catch (IOException refused) {
            return new DirectoryState(existing, Optional.of(refused.toString()), true, free);
        }
        try {
            return new DirectoryState(existing, Optional.empty(), !scripts || runs(probe), free);
        } finally {
            Files.delete(probe);
        }
    }

    private static Path existing(Path directory) {
        var candidate = directory;
        while (!Files.isDirectory(candidate) && candidate.getParent() != null) {
            candidate = candidate.getParent();
        }
        return candidate;
    }

    /** The options of mounts don't tell all: security modules and containers forbid it, too. */
    private static boolean runs(Path script) throws IOException {
        Files.writeString(script, "#!/bin/sh\nexit 0\n");
        if (!script.toFile().setExecutable(true)) {
            return false;
        }
        try {
            var process = new ProcessBuilder(script.toString()).start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return true;
        } catch (IOException failure) {
            // EACCES; ETXTBSY comes after the kernel has looked whether it may.
            return !String.valueOf(failure.getMessage()).contains("error=13");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
