package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A probe of clang")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
final class ClangProbeTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("reads version and targets")
    void readsVersion() throws Exception {
        ClangProbe probe = probe(FakeLlvm.clang("Debian clang version 20.1.8 (++2025)", "bpf bpfel bpfeb"));
        assertEquals(new ClangProbe.Version("Debian clang version 20.1.8 (++2025)", "20.1.8", 20), probe.version());
        probe.requireBpf();
    }

    @Test
    @DisplayName("says which BPF targets are missing")
    void missingTargets() throws Exception {
        String message = refusal(probe(FakeLlvm.clang("clang version 20.1.7", "x86-64 bpfel"))::requireBpf);
        assertTrue(message.contains("missing from --print-targets: bpfeb)"), message);
    }

    @Test
    @DisplayName("refuses a program that isn't clang, and repeats what it said")
    void notClang() throws Exception {
        String message = refusal(probe(FakeLlvm.clang("gcc (Debian) 12.2", ""))::version);
        assertTrue(message.contains("\"gcc (Debian) 12.2\""), message);
    }

    @Test
    @DisplayName("understands the dynamic loader's complaint about an old glibc")
    void oldGlibc() throws Exception {
        String message = refusal(
                probe(
                                "#!/bin/sh\n"
                                        + "echo \"$0: /lib/libc.so.6: version \\`GLIBC_2.34' not found (required by $0)\" >&2; exit 1\n")
                        ::version);
        assertTrue(message.contains("this host's glibc is too old, it doesn't have GLIBC_2.34"), message);
        assertTrue(message.contains("required by"), message);
    }

    @Test
    @DisplayName("names the package of a missing library")
    void missingLibrary() throws Exception {
        String message = refusal(probe("#!/bin/sh\necho \"$0: error while loading shared libraries: libz.so.1: "
                + "cannot open shared object file: No such file or directory\" >&2; exit 127\n")::version);
        assertTrue(message.contains("this host has no libz.so.1; install zlib (Debian and Ubuntu: zlib1g"), message);
    }

    @Test
    @DisplayName("says that the dynamic loader is missing when the kernel says that the program is")
    void missingInterpreter() throws Exception {
        String message = refusal(probe("#!/no/such/interpreter\n")::version);
        assertTrue(message.contains("its dynamic loader is missing"), message);
    }

    @Test
    @DisplayName("speaks of noexec and bpf.cacheDirectory when the program may not run")
    void notExecutable() throws Exception {
        Path clang = Files.writeString(directory.resolve("clang"), FakeLlvm.CLANG_20);
        String message = refusal(new ClangProbe(clang)::version);
        assertTrue(message.contains("noexec"), message);
        assertTrue(message.contains("bpf.cacheDirectory"), message);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "ETXTBSY is Linux's")
    @DisplayName("waits while another thread's child still holds the program open for writing")
    void textFileBusy() throws Exception {
        Path clang = FakeLlvm.program(directory.resolve("clang"), FakeLlvm.CLANG_20);
        FileChannel writer = FileChannel.open(clang, StandardOpenOption.WRITE);
        CompletableFuture.runAsync(
                () -> {
                    try {
                        writer.close();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
        assertEquals(20, new ClangProbe(clang).version().major());
    }

    private ClangProbe probe(String text) throws IOException {
        return new ClangProbe(FakeLlvm.program(directory.resolve("clang"), text));
    }

    private static String refusal(Executable probe) {
        return assertThrows(ToolchainException.class, probe).getMessage();
    }
}
