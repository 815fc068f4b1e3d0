package io.github.bpfmaven.loader.kernel;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@EnabledOnOs(OS.LINUX)
@DisplayName("The kernel of this machine")
final class LocalKernelTest {
    private final Kernel kernel = LocalKernel.open();
    private final KernelFiles files = new KernelFiles(kernel);

    @Test
    @DisplayName("answers with the number of the error, the right one on each thread")
    void errors() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            var work = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 4; i++) {
                var own = i;
                work.add(() -> {
                    var wrong = 0;
                    for (var n = 0; n < 50_000; n++) {
                        // A bad descriptor, or a file that is not there.
                        var expected = (n + own) % 2 == 0 ? -9L : -2L;
                        var result = (n + own) % 2 == 0
                                ? kernel.call(SystemCall.CLOSE, Argument.of(-1))
                                : kernel.call(
                                        SystemCall.UNLINKAT,
                                        Argument.of(-100),
                                        Block.text("/nowhere/" + n),
                                        Argument.of(0));
                        wrong += result == expected ? 0 : 1;
                    }
                    return wrong;
                });
            }
            for (var result : pool.invokeAll(work)) {
                assertEquals(0, result.get());
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    @DisplayName("reads and answers in blocks, also those that others point to")
    void blocks() throws Exception {
        var file = Files.createTempFile("kernel", ".txt");
        try {
            Files.writeString(file, "twelve bytes");
            assertEquals("twelve bytes", files.text(file.toString()).orElseThrow());
            assertTrue(files.read("/nowhere").isEmpty());
            var refused =
                    assertThrows(SystemCallException.class, () -> files.open("/nowhere/at/all", KernelFiles.READ_ONLY));
            assertEquals("open(/nowhere/at/all): ENOENT (2, no such file, element or id)", refused.getMessage());

            // A new limit that is the old one: the kernel reads one block and writes another.
            var old = Block.output(kernel.byteOrder(), 16);
            assertEquals(0, limit(Argument.of(0), old));
            var same = Block.input(kernel.byteOrder(), 16).putBytes(0, old.getBytes(0, 16));
            var again = Block.output(kernel.byteOrder(), 16);
            assertEquals(0, limit(same, again));
            assertEquals(old.getLong(0), again.getLong(0));
        } finally {
            Files.delete(file);
        }
    }

    private long limit(Argument wanted, Block old) throws Exception {
        // RLIMIT_CORE
        return kernel.call(SystemCall.PRLIMIT64, Argument.of(0), Argument.of(4), wanted, old);
    }

    @Test
    @DisplayName("takes blocks larger than what a thread keeps for them")
    void largeBlocks() throws Exception {
        var large = "x".repeat(300_000).getBytes(StandardCharsets.UTF_8);
        var file = Files.createTempFile("kernel", ".txt");
        try (var open = files.open(file.toString(), KernelFiles.WRITE_ONLY)) {
            var written = kernel.call(
                    SystemCall.WRITE, Argument.of(open.number()), Block.input(large), Argument.of(large.length));
            assertEquals(large.length, written);
        }
        assertEquals(large.length, files.read(file.toString()).orElseThrow().length);
        Files.delete(file);
    }

    @Test
    @DisplayName("gives descriptors that are closed when the last call that uses them ends, once")
    void descriptors() throws Exception {
        var descriptor = files.open("/proc/self/status", KernelFiles.READ_ONLY);
        var number = descriptor.number();
        var inUse = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var user = Executors.newSingleThreadExecutor();
        try {
            var use = user.submit(() -> descriptor.use(open -> {
                inUse.countDown();
                try {
                    return mayEnd.await(10, TimeUnit.SECONDS) && isOpen(open);
                } catch (InterruptedException stop) {
                    return false;
                }
            }));
            inUse.await();
            descriptor.close();
            descriptor.close();
            assertTrue(descriptor.isClosed());
            assertThrows(IllegalStateException.class, descriptor::number);
            assertThrows(IllegalStateException.class, () -> descriptor.use(open -> open));
            assertTrue(isOpen(number));
            mayEnd.countDown();
            assertTrue(use.get());
        } finally {
            user.shutdown();
        }
        assertFalse(isOpen(number) && status(number));
    }

    private static boolean isOpen(int number) {
        return Files.exists(Path.of("/proc/self/fd/" + number));
    }

    private static boolean status(int number) throws Exception {
        return Files.readSymbolicLink(Path.of("/proc/self/fd/" + number))
                .toString()
                .endsWith("/status");
    }

    @Test
    @DisplayName("has a byte order, and numbers for system calls that others have, too")
    void machines() {
        assertEquals(ByteOrder.nativeOrder(), kernel.byteOrder());
        assertEquals(ByteOrder.BIG_ENDIAN, Machine.S390X.byteOrder());
        assertEquals(
                List.of(321, 280, 351, 280, 361, 280),
                Arrays.stream(Machine.values()).map(SystemCall.BPF::number).toList());
        assertEquals(Machine.AARCH64, Machine.of("aarch64").orElseThrow());
        assertTrue(Machine.of("sparcv9").isEmpty());
    }
}
