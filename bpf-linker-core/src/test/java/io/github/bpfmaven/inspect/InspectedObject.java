package io.github.bpfmaven.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.object.BpfObjectFormatException;
import io.github.bpfmaven.testing.TestClang;

/** Objects of C that stands in a test, made by the real clang with {@code -O2 -g}. */
public final class InspectedObject {
    private static final String HEAD = "#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\n";

    private InspectedObject() {}

    public static byte[] bytes(String source, BpfTarget target, Path directory, String... arguments)
            throws IOException, InterruptedException {
        var clang = new TestClang(directory);
        Files.writeString(directory.resolve("program.c"), HEAD + source);
        return Files.readAllBytes(clang.object("program.c", target, arguments));
    }

    public static ObjectInspector of(String source, Path directory, String... arguments)
            throws IOException, InterruptedException, BpfObjectFormatException {
        return ObjectInspector.of(bytes(source, BpfTarget.BPFEL, directory, arguments));
    }
}
