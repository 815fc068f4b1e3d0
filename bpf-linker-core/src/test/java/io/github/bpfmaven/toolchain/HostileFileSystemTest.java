package io.github.bpfmaven.toolchain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A cache on a file system")
@EnabledOnOs(value = OS.LINUX, disabledReason = "mounts a tmpfs")
final class HostileFileSystemTest {
    @TempDir
    private Path directory;

    private final Heard heard = new Heard();

    @Test
    @DisplayName("that is full is an error with the bytes that are needed, and is left as empty as it was")
    void full() throws Exception {
        Path jar = FakeLlvm.jar(directory.resolve("llvm.jar"), FakeLlvm.CLANG_20, 4 << 20);
        try (Mount mount = Mount.tmpfs(directory.resolve("mount"), "size=1m")) {
            Path cache = mount.directory();
            String message = refusal(cache, jar);
            assertTrue(message.startsWith("Can't unpack LLVM into " + cache + ", which needs 4 MiB (4194"), message);
            assertTrue(message.contains("No space left on device"), message);
            assertTrue(message.contains("set bpf.cacheDirectory"), message);
            try (Stream<Path> files = Files.list(cache)) {
                assertEquals(List.of(cache.resolve("llvm-fake.lock")), files.toList());
            }
        }
    }

    @Test
    @DisplayName("mounted noexec is an error that says so")
    void noexec() throws Exception {
        Path jar = FakeLlvm.jar(directory.resolve("llvm.jar"), FakeLlvm.CLANG_20, 10);
        try (Mount mount = Mount.tmpfs(directory.resolve("mount"), "size=1m,noexec")) {
            Path cache = mount.directory();
            String message = refusal(cache, jar);
            assertTrue(message.contains("mounted noexec"), message);
            assertTrue(message.contains("set bpf.cacheDirectory"), message);
        }
    }

    @Test
    @DisplayName("that is read-only serves when LLVM is in it, and else is an error that says what to set")
    void readOnly() throws Exception {
        Path jar = FakeLlvm.jar(directory.resolve("llvm.jar"), FakeLlvm.CLANG_20, 10);
        LlvmArchive archive = FakeLlvm.archive(jar);
        try (Mount mount = Mount.tmpfs(directory.resolve("mount"), "size=1m")) {
            Path cache = mount.directory();
            LlvmHome home = new LlvmInstaller(cache, heard).install(archive, () -> jar);
            mount.remount("ro");
            assertEquals(home, new LlvmInstaller(cache, heard).install(archive, () -> jar));

            Path other = FakeLlvm.jar(directory.resolve("other.jar"), FakeLlvm.CLANG_20, 11);
            String message = refusal(cache, other);
            assertTrue(message.startsWith("Can't write the cache for LLVM, " + cache), message);
            assertTrue(message.contains("Read-only file system"), message);
            assertTrue(message.contains("Set bpf.cacheDirectory"), message);
        }
    }

    private String refusal(Path cache, Path jar) {
        return assertThrows(
                        ToolchainException.class,
                        () -> new LlvmInstaller(cache, heard).install(FakeLlvm.archive(jar), () -> jar))
                .getMessage();
    }
}
