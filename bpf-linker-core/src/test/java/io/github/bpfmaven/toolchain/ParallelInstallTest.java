package io.github.bpfmaven.toolchain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

@DisplayName("Builds that need LLVM at the same time")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the small clang is a shell script")
final class ParallelInstallTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("as eight threads of one JVM get the jar and unpack it once, and the others wait")
    void threads() throws Exception {
        Path jar = FakeLlvm.jar(directory.resolve("llvm.jar"), FakeLlvm.CLANG_20, 1_000_000);
        LlvmArchive archive = FakeLlvm.archive(jar);
        Heard heard = new Heard();
        AtomicInteger downloads = new AtomicInteger();
        CountDownLatch othersWait = new CountDownLatch(7);
        ToolchainListener listener = new ToolchainListener() {
            @Override
            public void info(String message) {
                heard.info(message);
                if (message.startsWith("Waiting for another build")) {
                    othersWait.countDown();
                }
            }

            @Override
            public void warn(String message) {
                heard.warn(message);
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<LlvmHome>> homes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                LlvmInstaller installer = new LlvmInstaller(directory.resolve("cache"), listener);
                homes.add(threads.submit(() -> installer.install(archive, () -> {
                    downloads.incrementAndGet();
                    await(othersWait);
                    return jar;
                })));
            }
            for (Future<LlvmHome> home : homes) {
                assertEquals(homes.get(0).get(), home.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, downloads.get());
        assertEquals(1, heard.count("unpacked in"));
        assertEquals(7, heard.count("Waiting for another build"));
    }

    @Test
    @DisplayName("as four processes unpack it once")
    void processes() throws Exception {
        Path jar = FakeLlvm.jar(directory.resolve("llvm.jar"), FakeLlvm.CLANG_20, 20_000_000);
        List<Process> builds = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            builds.add(InstallProcess.start(jar, directory.resolve("cache")));
        }
        int unpacked = 0;
        for (Process build : builds) {
            unpacked += (int) build.inputReader()
                    .lines()
                    .filter(line -> line.contains("unpacked in"))
                    .count();
            assertEquals(0, build.waitFor());
        }
        assertEquals(1, unpacked);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
