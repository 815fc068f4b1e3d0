package io.github.bpfmaven.plugin.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** Makes the projects that are built: generated ones, and copies of what a manifest names. */
final class ProgramSets {
    private final BenchOptions options;
    private final PluginBuild plugin;
    private final String pluginVersion;

    ProgramSets(BenchOptions options, PluginBuild plugin, String pluginVersion) {
        this.options = options;
        this.plugin = plugin;
        this.pluginVersion = pluginVersion;
    }

    /** So many generated programs on vmlinux.h. */
    BenchProject tracing(int count) throws IOException, InterruptedException {
        var header = vmlinux();
        var project = generated("tracing-" + count, new TracingParts(), count);
        Files.copy(
                header,
                project.directory().resolve(BenchProject.SOURCES).resolve("vmlinux.h"),
                StandardCopyOption.REPLACE_EXISTING);
        return project;
    }

    /** So many generated programs without. */
    BenchProject packets(int count) throws IOException {
        return generated("packets-" + count, new PacketParts(), count);
    }

    /** A copy of the programs that a manifest names, with all that lies beside them. */
    BenchProject listed(Path manifest) throws IOException {
        var programs = Manifest.parse(Files.readAllLines(manifest));
        var directory = empty("listed");
        var root = Optional.ofNullable(manifest.getParent()).orElseThrow();
        var sources = directory.resolve(BenchProject.SOURCES);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                var hidden = !entered.equals(root)
                        && entered.getFileName().toString().startsWith(".");
                return hidden || entered.equals(options.work())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var copy = sources.resolve(root.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                return FileVisitResult.CONTINUE;
            }
        });
        for (var program : programs) {
            if (!Files.isRegularFile(sources.resolve(program.path()))) {
                throw new IllegalArgumentException(manifest + " names " + program.path() + ", which isn't there");
            }
        }
        return BenchProject.make(directory, programs, pluginVersion);
    }

    private BenchProject generated(String name, ProgramParts parts, int count) throws IOException {
        var directory = empty(name);
        var paths = new GeneratedPrograms(parts).write(directory.resolve(BenchProject.SOURCES), count);
        var programs =
                paths.stream().map(path -> new BenchProgram(path, List.of())).toList();
        return BenchProject.make(directory, programs, pluginVersion);
    }

    private Path empty(String name) throws IOException {
        var directory = options.work().resolve(name);
        for (var made : List.of("target", "plain")) {
            BenchProject.makeRoom(directory.resolve(made));
        }
        BenchProject.delete(directory);
        return Files.createDirectories(directory);
    }

    /** The user's header, or one with everything that the kernel has. */
    private Path vmlinux() throws IOException, InterruptedException {
        if (options.vmlinuxHeader().isPresent()) {
            return options.vmlinuxHeader().get();
        }
        var directory = options.work().resolve("vmlinux");
        var header = directory.resolve("vmlinux.h");
        if (!Files.exists(header)) {
            Files.createDirectories(directory.resolve(BenchProject.SOURCES));
            BenchProject.make(directory, List.of(), pluginVersion);
            plugin.vmlinux(directory, header, options.btf());
        }
        return header;
    }
}
