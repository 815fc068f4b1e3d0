package io.github.bpfmaven.loader.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the files of one guest are as long as it runs: nothing is below it but files. A hook deletes it when the JVM ends, also
 * before there is a guest.
 */
final class GuestDirectory {
    private final Path path;
    private final Thread hook;

    private GuestDirectory(Path path) {
        this.path = path;
        this.hook = new Thread(this::deleteFiles, "end of " + path);
    }

    static GuestDirectory create() throws MachineException {
        GuestDirectory directory;
        try {
            directory = new GuestDirectory(Files.createTempDirectory("bpf-guest-"));
        } catch (IOException refused) {
            throw new MachineException(
                    "no directory for the files of a guest can be made in " + System.getProperty("java.io.tmpdir")
                            + " (java.io.tmpdir): " + refused.getMessage(),
                    refused);
        }
        try {
            Runtime.getRuntime().addShutdownHook(directory.hook);
        } catch (IllegalStateException ending) {
            directory.deleteFiles();
            throw new MachineException("no guest is started: the JVM is about to end", ending);
        }
        return directory;
    }

    Path path() {
        return path;
    }

    /** What the guest prints. */
    Path console() {
        return path.resolve("console");
    }

    /** What QEMU itself has to say. */
    Path errors() {
        return path.resolve("errors");
    }

    /** The memory that the guest shares. */
    Path memory() {
        return path.resolve("memory");
    }

    /** Deletes it; what can't be deleted stays. Nothing happens the second time. */
    void delete() {
        deleteFiles();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The JVM ends, and runs the hook.
        }
    }

    private void deleteFiles() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException | UncheckedIOException kept) {
            // It is a temporary file, and whoever started the guest has better things to hear of.
        }
    }
}
