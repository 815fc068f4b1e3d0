package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Large headers as some source needs them.
 *
 * @param overlay tells clang to read them in place of the whole ones, and to call them the same
 */
record ReducedHeader(Path overlay) {
    /**
     * @param directory for these alone
     * @throws IOException if they can't be written
     */
    static ReducedHeader write(Path directory, ReducibleSource source) throws IOException {
        Files.createDirectories(directory);
        var reduced = source.reduced();
        var roots = new ArrayList<String>();
        for (var number = 0; number < reduced.size(); number++) {
            var text = directory.resolve("header" + number + ".h");
            Files.write(text, reduced.get(number));
            var name = source.headers().get(number).file().normalize();
            roots.add("{\"type\":\"file\",\"name\":" + quoted(name) + ",\"external-contents\":" + quoted(text) + "}");
        }
        // llvm/Support/VirtualFileSystem.h, RedirectingFileSystem: YAML, of which this is the part that is JSON.
        var overlay = "{\"version\":0,\"case-sensitive\":\"true\",\"use-external-names\":\"false\",\"roots\":["
                + String.join(",", roots) + "]}\n";
        return new ReducedHeader(Files.writeString(directory.resolve("overlay.yaml"), overlay, StandardCharsets.UTF_8));
    }

    private static String quoted(Path file) {
        return '"' + file.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Deletes what was written. */
    static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        } catch (NoSuchFileException wasNotWritten) {
            return;
        }
        Files.delete(directory);
    }
}
