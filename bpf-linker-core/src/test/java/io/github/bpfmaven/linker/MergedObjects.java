package io.github.bpfmaven.linker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.bpfmaven.testing.TestClang;
import io.github.bpfmaven.testing.TestLlvm;

/** Objects of several modules as LLVM emits them, before they are finished: clang itself merges the bitcode. */
final class MergedObjects {
    private final TestClang clang;
    private int sources;

    MergedObjects(TestClang clang) {
        this.clang = clang;
    }

    /** The name of a source with that text. */
    String source(String text) throws IOException {
        var name = "source" + ++sources + ".c";
        Files.writeString(clang.directory().resolve(name), text);
        return name;
    }

    /** The object of some sources, of which the first one gives the flags. */
    byte[] merge(BpfTarget target, List<String> names) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                TestLlvm.home().clang().toString(), "--target=" + target.triple(), "-mcpu=v3", "-O2", "-g", "-c"));
        for (var name : names.subList(1, names.size())) {
            command.addAll(List.of(
                    "-Xclang",
                    "-mlink-bitcode-file",
                    "-Xclang",
                    clang.bitcode(name, target).toString()));
        }
        var object = Files.createTempFile(clang.directory(), "merged", ".o");
        command.addAll(List.of(
                "-o",
                object.toString(),
                "-x",
                "ir",
                clang.bitcode(names.get(0), target).toString()));
        run(clang.directory(), command);
        return Files.readAllBytes(object);
    }

    /** What a tool said, which must succeed. */
    static String run(Path directory, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var messages = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + "\n" + messages);
        }
        return messages;
    }
}
