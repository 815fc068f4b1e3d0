package io.github.bpfmaven.loader.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of one guest are as long as it runs: nothing is below it but files. */
record GuestDirectory(Path path) {
    static GuestDirectory create() throws IOException {
        return new GuestDirectory(Files.createTempDirectory("bpf-guest-"));
    }

    /** Deletes it; what can't be deleted stays. */
    void delete() {
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
