package io.github.bpfmaven.plugin.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.bpfmaven.plugin.compile.BuiltinHeaders;
import io.github.bpfmaven.plugin.compile.CompileTarget;
import io.github.bpfmaven.plugin.compile.DefaultVmlinux;
import io.github.bpfmaven.plugin.incremental.FileDigests;

/**
 * The plugin's headers, as files for clang: those of this plugin and no others, whichever has built here before, and whoever has
 * changed them.
 */
final class PackedHeaders {
    private final Path directory;
    private final Path list;
    private final String plugin;
    private final FileDigests digests;

    /** @param plugin identity of the plugin */
    PackedHeaders(Path workDirectory, String plugin, FileDigests digests) {
        this.directory = new WorkFiles(workDirectory).headers();
        this.list = workDirectory.resolve("headers.list");
        this.plugin = plugin;
        this.digests = digests;
    }

    Path directory() {
        return directory;
    }

    /** What says which they are. */
    Path list() {
        return list;
    }

    /** All that are there, sorted. */
    List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** @throws IOException if something can't be written */
    void write(DefaultVmlinux vmlinux, List<CompileTarget> targets) throws IOException {
        if (!isOurs()) {
            clear();
            new BuiltinHeaders().unpackTo(directory);
        }
        vmlinux.writeTo(directory, targets);
        var now = lines();
        if (!now.equals(before())) {
            Files.write(list, now);
        }
    }

    /** Whether this plugin has written all that is there, and it is as it was. */
    private boolean isOurs() throws IOException {
        var before = before();
        if (before.isEmpty() || !before.get(0).equals(plugin)) {
            return false;
        }
        return before.equals(lines());
    }

    private List<String> before() throws IOException {
        try {
            return Files.readAllLines(list);
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        lines.add(plugin);
        lines.addAll(files().parallelStream()
                .map(file -> digests.of(file).orElse("") + " " + directory.relativize(file))
                .toList());
        return lines;
    }

    private void clear() throws IOException {
        Files.deleteIfExists(list);
        if (Files.isDirectory(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    digests.forget(file);
                    Files.delete(file);
                }
            }
        }
    }
}
