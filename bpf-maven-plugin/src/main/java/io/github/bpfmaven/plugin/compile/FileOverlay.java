package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Has clang find files where there are none, or others than there are. Source: {@code llvm/Support/VirtualFileSystem.h} of LLVM
 * 20, {@code RedirectingFileSystem}: YAML, of which this is the part that is JSON.
 */
final class FileOverlay {
    private FileOverlay() {}

    /** Under which name clang knows what it reads. */
    enum Named {
        /** The one by which it was looked for. */
        AS_ASKED,
        /** That of the file which has the contents. */
        AS_FOUND
    }

    /**
     * Writes what {@code -ivfsoverlay} reads.
     *
     * @param contents by the absolute, normal name of a file, where clang finds what is in it: absolute, or relative to the
     *     directory that clang runs in
     */
    static void write(Path file, Named named, Map<Path, String> contents) throws IOException {
        var roots = contents.entrySet().stream()
                .map(entry ->
                        "{\"type\":\"file\",\"name\":" + quoted(entry.getKey().toString()) + ",\"external-contents\":"
                                + quoted(entry.getValue()) + "}")
                .collect(Collectors.joining(","));
        Files.writeString(
                file,
                "{\"version\":0,\"case-sensitive\":\"true\",\"use-external-names\":\"" + (named == Named.AS_FOUND)
                        + "\",\"roots\":[" + roots + "]}\n",
                StandardCharsets.UTF_8);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
