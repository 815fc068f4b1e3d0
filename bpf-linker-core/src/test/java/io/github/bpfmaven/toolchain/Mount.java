package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A small file system of its own, for what only a file system can do: be full, read-only or noexec. */
final class Mount implements AutoCloseable {
    private final Path directory;

    private Mount(Path directory) {
        this.directory = directory;
    }

    /** Skips the test where this user may not mount. */
    static Mount tmpfs(Path directory, String options) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()),
                "this test mounts a small file system, which this user may not");
        return new Mount(directory);
    }

    Path directory() {
        return directory;
    }

    void remount(String options) throws IOException, InterruptedException {
        assumeTrue(run("mount", "-o", "remount," + options, directory.toString()), "this user may not remount");
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", directory.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
