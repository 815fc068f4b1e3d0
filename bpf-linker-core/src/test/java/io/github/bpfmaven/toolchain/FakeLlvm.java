package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small stand-ins for LLVM: a jar that is unpacked in no time, and programs that speak as clang does. */
final class FakeLlvm {
    static final String CLANG_20 = clang("clang version 20.1.7 (fake)", "bpf bpfeb bpfel x86-64");

    private static final LlvmLayout LAYOUT = new LlvmLayout(List.of(
            new LlvmLayout.File("fake/clang", "bin/clang", true),
            new LlvmLayout.File("fake/libLLVM.so", "lib/libLLVM.so.20.1", false),
            new LlvmLayout.File("fake/libjniLLVM.so", "lib/libjniLLVM.so", false)));

    private FakeLlvm() {}

    /** A program that answers as a clang with this version and these targets. */
    static String clang(String version, String targets) {
        return """
                #!/bin/sh
                case "$1" in
                --version) echo '%s'; echo 'Target: x86_64';;
                --print-targets) echo '  Registered Targets:'; for t in %s; do echo "    $t - a target"; done;;
                esac
                """.formatted(version, targets);
    }

    /** A jar with this clang and a library of this many bytes. */
    static Path jar(Path file, String clang, int libraryBytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "fake/clang", clang.getBytes(StandardCharsets.UTF_8));
            put(zip, "fake/libLLVM.so", new byte[libraryBytes]);
            put(zip, "fake/libjniLLVM.so", new byte[10]);
            put(zip, "fake/unwanted", new byte[10]);
            put(zip, "../../outside", new byte[10]);
        }
        return file;
    }

    static LlvmArchive archive(Path jar) throws IOException {
        return new LlvmArchive("20.1.7", "llvm-fake", Sha256.of(jar), LAYOUT);
    }

    /** A program at this place. */
    static Path program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("Can't make " + file + " executable");
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, byte[] contents) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(contents);
        zip.closeEntry();
    }
}
