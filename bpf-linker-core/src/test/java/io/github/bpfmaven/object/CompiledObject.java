package io.github.bpfmaven.object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.linker.LinkResult;
import io.github.bpfmaven.testing.TestClang;
import io.github.bpfmaven.testing.TestLinks;
import io.github.bpfmaven.testing.TestLlvm;
import io.github.bpfmaven.worker.LinkWorker;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** Objects of C that stands in a test, made by the real clang with {@code -O2 -g}, and by the real linker. */
final class CompiledObject {
    private static final String HEAD = "#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\n";

    private CompiledObject() {}

    /** The object as clang alone makes it. */
    static byte[] bytes(String source, BpfTarget target, Path directory, String... arguments)
            throws IOException, InterruptedException {
        var clang = new TestClang(directory);
        Files.writeString(directory.resolve("program.c"), HEAD + source);
        return Files.readAllBytes(clang.object("program.c", target, arguments));
    }

    /** What is read of {@link #bytes}. */
    static BpfObject clang(String source, BpfTarget target, Path directory)
            throws IOException, InterruptedException, BpfObjectFormatException {
        return BpfObject.read(bytes(source, target, directory));
    }

    /** The same source through the linker, which fills in DATASECs and drops relocations of BTF. */
    static BpfObject linked(String source, BpfTarget target, Path directory)
            throws IOException, InterruptedException, ExecutionException, BpfObjectFormatException {
        try (var worker = LinkWorker.start(TestLlvm.worker(1))) {
            var result = worker.link(new TestLinks(directory).ofText(HEAD + source, target))
                    .get();
            return BpfObject.read(assertInstanceOf(LinkResult.Linked.class, result, () -> "" + result.diagnostics())
                    .output());
        }
    }
}
