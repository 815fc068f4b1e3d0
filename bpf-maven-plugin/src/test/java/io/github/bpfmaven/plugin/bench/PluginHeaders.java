package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The C headers that come with the plugin: plain clang gets the same. */
final class PluginHeaders {
    private static final String ROOT = "META-INF/bpf-headers/";

    private PluginHeaders() {}

    /** Unpacks them from the jar that they come in. */
    static Path unpack(Path jar, Path directory) throws IOException {
        BenchProject.delete(directory);
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                var name = entry.getName();
                if (name.startsWith(ROOT) && name.endsWith(".h")) {
                    var file = directory.resolve(name.substring(ROOT.length()));
                    Files.createDirectories(file.getParent());
                    try (var content = zip.getInputStream(entry)) {
                        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        return directory;
    }
}
