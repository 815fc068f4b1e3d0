package io.github.bpfmaven.plugin.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;

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
        var contents = new LinkedHashMap<Path, String>();
        for (var number = 0; number < reduced.size(); number++) {
            var text = directory.resolve("header" + number + ".h");
            Files.write(text, reduced.get(number));
            contents.put(source.headers().get(number).file().normalize(), text.toString());
        }
        var overlay = directory.resolve("overlay.yaml");
        FileOverlay.write(overlay, FileOverlay.Named.AS_ASKED, contents);
        return new ReducedHeader(overlay);
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
