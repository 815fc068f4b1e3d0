package io.github.bpfmaven.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.linker.BpfTarget;

/** Runs the real clang on C sources, with the plugin's headers and flags. */
public final class TestClang {
    private final Path clang = TestLlvm.home().clang();
    private final Path directory;

    /**
     * @param directory where clang runs and where the headers, and copies of the sources, are put: so that every path is
     *     relative, as in a project
     */
    public TestClang(Path directory) {
        this.directory = directory;
        try (var list = resource("headers.list")) {
            for (var header : new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                var file = directory.resolve("headers").resolve(header);
                Files.createDirectories(file.getParent());
                try (var content = resource(header)) {
                    Files.write(file, content.readAllBytes());
                }
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Where clang runs. */
    public Path directory() {
        return directory;
    }

    private static InputStream resource(String header) {
        return TestClang.class.getResourceAsStream("/META-INF/bpf-headers/" + header);
    }

    /** Copies a source, and the headers beside it, to where clang runs. */
    public String add(Path source) throws IOException {
        try (var beside = Files.list(source.toAbsolutePath().getParent())) {
            for (var header :
                    beside.filter(file -> file.toString().endsWith(".h")).toList()) {
                Files.writeString(directory.resolve(header.getFileName()), Files.readString(header));
            }
        }
        var name = source.getFileName().toString();
        Files.writeString(directory.resolve(name), Files.readString(source));
        return name;
    }

    /** The bitcode of a source that was added. */
    public Path bitcode(String source, BpfTarget target, String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("-emit-llvm"));
        arguments.addAll(List.of(more));
        return compile(source, target, ".bc", arguments);
    }

    /** The object of a source that was added, as clang alone makes it. */
    public Path object(String source, BpfTarget target, String... more) throws IOException, InterruptedException {
        return compile(source, target, ".o", List.of(more));
    }

    /** Only looks whether a source that was added is right; fails with clang's messages if it is not. */
    public void check(String source, BpfTarget target) throws IOException, InterruptedException {
        // Says of all that is wrong, however much it is.
        compile(source, target, ".none", List.of("-fsyntax-only", "-ferror-limit=0"));
    }

    private Path compile(String source, BpfTarget target, String suffix, List<String> more)
            throws IOException, InterruptedException {
        var output = source.replaceFirst("\\.c$", "") + "_" + target.triple() + suffix;
        var command = new ArrayList<>(List.of(
                clang.toString(),
                "--target=" + target.triple(),
                "-mcpu=v3",
                "-O2",
                "-g",
                "-c",
                "-fno-ident",
                "-nostdlibinc",
                "-fdebug-compilation-dir=.",
                "-isystem",
                "headers"));
        command.addAll(more);
        command.addAll(List.of("-o", output, source));
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var messages = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + "\n" + messages);
        }
        return directory.resolve(output);
    }
}
