package io.github.bpfmaven.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.problem.Catalog;
import io.github.bpfmaven.problem.Message;
import io.github.bpfmaven.problem.Speaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@DisplayName("A known failure of the surroundings is recognised by what is said of it:")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
final class ToolchainProblemsTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    @DisplayName("musl, an old glibc, another host")
    void hosts() throws Exception {
        assertProblem(
                "wrong-c-library", () -> requirements("7f00-7f01 r-xp 00000000 08:01 1 /lib/ld-musl-x86_64.so.1\n"));
        Files.createDirectories(directory.resolve("lib64"));
        Files.writeString(directory.resolve("lib64/libc.so.6"), "\0GLIBC_2.31\0");
        assertProblem("host-too-old", () -> requirements(""));
        assertProblem("unsupported-host", () -> HostPlatform.require("SunOS", "sparc"));
    }

    private void requirements(String maps) throws IOException, ToolchainException {
        Path file = Files.writeString(directory.resolve("maps"), maps);
        new HostRequirements(directory, file, List.of()).check(HostPlatform.LINUX_X86_64);
    }

    @Test
    @DisplayName("a clang that doesn't start, for want of a loader, a library, a newer glibc, permission")
    void starts() throws Exception {
        assertProblem("wrong-c-library", probe("#!/no/such/interpreter\n")::version);
        assertProblem(
                "host-library-missing",
                probe("#!/bin/sh\necho \"$0: error while loading shared libraries: libz.so.1: cannot open shared object"
                        + " file: No such file or directory\" >&2; exit 127\n")::version);
        assertProblem(
                "host-too-old",
                probe("#!/bin/sh\necho \"$0: /lib/libc.so.6: version \\`GLIBC_2.34' not found (required by $0)\" >&2;"
                        + " exit 1\n")::version);
        Path notExecutable = Files.writeString(directory.resolve("plain"), FakeLlvm.CLANG_20);
        assertProblem("toolchain-not-executable", new ClangProbe(notExecutable)::version);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "ENOEXEC of Linux")
    @DisplayName("a clang for another machine")
    void otherMachine() throws Exception {
        Path arm = directory.resolve("arm");
        byte[] header = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, header, 0, 7);
        Files.write(arm, header);
        arm.toFile().setExecutable(true);
        assertProblem("toolchain-other-machine", new ClangProbe(arm)::version);
    }

    @Test
    @DisplayName("a directory without clang, with one of another version, with one that has no BPF")
    void directories() throws Exception {
        assertProblem("toolchain-not-found", home("none"));
        FakeLlvm.program(
                directory.resolve("14/bin/clang"), FakeLlvm.clang("Debian clang version 14.0.6", "bpfel bpfeb"));
        assertProblem("toolchain-version", home("14"));
        FakeLlvm.program(directory.resolve("20/bin/clang"), FakeLlvm.clang("clang version 20.1.7", "x86-64"));
        assertProblem("toolchain-without-bpf", home("20"));
    }

    private Executable home(String name) {
        return new LlvmDirectory(directory.resolve(name))::home;
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "mounts a tmpfs")
    @DisplayName("a cache that is full, or may not run programs; a download that is another")
    void cache() throws Exception {
        Path large = FakeLlvm.jar(directory.resolve("large.jar"), FakeLlvm.CLANG_20, 4 << 20);
        Path small = FakeLlvm.jar(directory.resolve("small.jar"), FakeLlvm.CLANG_20, 10);
        try (Mount mount = Mount.tmpfs(directory.resolve("full"), "size=1m")) {
            assertProblem("cache-not-writable", () -> install(mount.directory(), FakeLlvm.archive(large), large));
        }
        try (Mount mount = Mount.tmpfs(directory.resolve("noexec"), "size=1m,noexec")) {
            assertProblem("toolchain-not-executable", () -> install(mount.directory(), FakeLlvm.archive(small), small));
        }
        assertProblem("toolchain-damaged", () -> install(directory.resolve("cache"), FakeLlvm.archive(small), large));
    }

    private static void install(Path cache, LlvmArchive archive, Path jar) throws ToolchainException {
        new LlvmInstaller(cache, ToolchainListener.silent()).install(archive, () -> jar);
    }

    private ClangProbe probe(String program) throws IOException {
        return new ClangProbe(FakeLlvm.program(directory.resolve("clang"), program));
    }

    private static void assertProblem(String id, Executable step) {
        String said = assertThrows(ToolchainException.class, step).getMessage();
        assertEquals(
                Optional.of(id),
                Catalog.read(Map.of())
                        .explain(Message.of(Speaker.SURROUNDINGS, said))
                        .map(found -> found.problem().id()),
                said);
    }
}
