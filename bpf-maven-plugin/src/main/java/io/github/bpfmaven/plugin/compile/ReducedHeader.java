package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A large header as some source needs it.
 *
 * @param overlay tells clang to read it in place of the whole one, and to call it the same
 */
record ReducedHeader(Path overlay) {
    /**
     * @param directory for this header alone
     * @throws IOException if it can't be written
     */
    static ReducedHeader write(Path directory, ReducibleSource source) throws IOException {
        Files.createDirectories(directory);
        var text = directory.resolve("header.h");
        Files.write(text, source.reduced());
        // llvm/Support/VirtualFileSystem.h, RedirectingFileSystem: YAML, of which this is the part that is JSON.
        var overlay = "{\"version\":0,\"case-sensitive\":\"true\",\"use-external-names\":\"false\",\"roots\":["
                + "{\"type\":\"file\",\"name\":" + quoted(source.file().normalize()) + ",\"external-contents\":"
                + quoted(text) + "}]}\n";
        return new ReducedHeader(Files.writeString(directory.resolve("overlay.yaml"), overlay, StandardCharsets.UTF_8));
    }

    private static String quoted(Path file) {
        return '"' + file.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Deletes what was written. */
    static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve("header.h"));
        Files.deleteIfExists(directory.resolve("overlay.yaml"));
        Files.deleteIfExists(directory);
    }
}
