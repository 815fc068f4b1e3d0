package io.github.bpfmaven.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** LLVM's own tools, of the same LLVM: what is linked here is compared with what they make. */
public final class TestTools {
    private TestTools() {}

    /** The path of a tool such as {@code llvm-ar}, beside libraries that it runs with. */
    public static Path find(String tool) throws IOException {
        var home = TestLlvm.home();
        var directory = Files.createDirectories(Path.of("target", "llvm-tools", "bin"));
        var file = directory.resolve(tool).toAbsolutePath();
        if (!Files.exists(file)) {
            var entry = "/org/bytedeco/llvm/" + TestLlvm.platform().classifier() + "/" + tool;
            var part = Files.createTempFile(directory, tool, ".part");
            try (var content = TestTools.class.getResourceAsStream(entry)) {
                Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!part.toFile().setExecutable(true)) {
                throw new IOException(part + " can't be made executable");
            }
            linkLibraries(home.libraryDirectory(), directory.resolveSibling("lib"));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** The tools look for their libraries in {@code ../lib}. */
    private static void linkLibraries(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var libraries = Files.list(from)) {
            for (var library : libraries.filter(Files::isRegularFile).toList()) {
                var link = to.resolve(library.getFileName());
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, library.toAbsolutePath());
                }
            }
        }
    }

    /** Runs a tool; its output. Fails if the tool does. */
    public static String run(Path directory, String tool, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(find(tool).toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + "\n" + output);
        }
        return output;
    }
}
