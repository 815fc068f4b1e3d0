package io.github.bpfmaven.loader.remote;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.kernel.Kernel;
import io.github.bpfmaven.loader.kernel.KernelFiles;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.kernel.SystemCallException;
import io.github.bpfmaven.loader.machine.HostGuest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A remote kernel")
@Timeout(60)
final class RemoteKernelTest {
    private static final int POLL_IN = 1;
    private static final int NON_BLOCKING = 04000;
    private static final Argument NONE = Argument.of(0);

    @TempDir
    private Path directory;

    private HostGuest guest;
    private Kernel kernel;

    @BeforeEach
    void start() throws IOException {
        guest = new HostGuest(Duration.ofSeconds(3));
        kernel = guest.kernel();
    }

    @AfterEach
    void end() throws IOException {
        guest.close();
    }

    @Test
    @DisplayName("carries out calls with blocks of bytes, and answers with all of them, zeros at the end as well")
    void calls() throws Exception {
        var file = Files.write(directory.resolve("file"), new byte[] {1, 2, 0, 0});
        var files = new KernelFiles(kernel);
        try (var opened = files.open(file.toString(), KernelFiles.READ_ONLY)) {
            var answer = Block.output(kernel.byteOrder(), 6).putBytes(0, new byte[] {9, 9, 9, 9, 9, 9});
            assertEquals(4, kernel.call(SystemCall.READ, Argument.of(opened.number()), answer, Argument.of(6)));
            assertArrayEquals(new byte[] {1, 2, 0, 0, 9, 9}, answer.getBytes(0, 6));
        }
        assertEquals(-Errno.EBADF.number(), kernel.call(SystemCall.CLOSE, Argument.of(99999)));
        assertEquals("", files.text("/no/such/file").orElse(""));
    }

    @Test
    @DisplayName("answers for large blocks with what is in them alone")
    void largeBlocks() throws Exception {
        var content = new byte[3_000_000];
        IntStream.range(0, content.length).forEach(i -> content[i] = (byte) (i * 31 + i / 256));
        var file = Files.write(directory.resolve("file"), content);
        try (var opened = new KernelFiles(kernel).open(file.toString(), KernelFiles.READ_ONLY)) {
            var answer = Block.output(kernel.byteOrder(), 1 << 24);
            assertEquals(
                    content.length,
                    kernel.call(SystemCall.READ, Argument.of(opened.number()), answer, Argument.of(1 << 24)));
            assertArrayEquals(content, answer.getBytes(0, content.length));
        }
    }

    @Test
    @DisplayName("serves many threads, each with its own answers")
    void threads() throws Exception {
        var asked = IntStream.range(0, 8)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    try {
                        var text = "text of thread " + thread;
                        var file = Files.writeString(directory.resolve("file" + thread), text);
                        for (var i = 0; i < 200; i++) {
                            assertEquals(
                                    text,
                                    new KernelFiles(kernel)
                                            .text(file.toString())
                                            .orElseThrow());
                        }
                    } catch (IOException failed) {
                        throw new IllegalStateException(failed);
                    }
                }))
                .toList();
        for (var thread : asked) {
            thread.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("keeps a wait for events apart from calls, one of which ends it")
    void waits() throws Exception {
        try (var bell = bell()) {
            var waits = IntStream.range(0, 5)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> poll(bell, NONE)))
                    .toList();
            Thread.sleep(200);
            for (var i = 0; i < 50; i++) {
                assertTrue(new KernelFiles(kernel).text("/proc/version").isPresent());
            }
            assertTrue(waits.stream().noneMatch(CompletableFuture::isDone));
            ring(bell);
            for (var wait : waits) {
                assertEquals(1, wait.get(2, TimeUnit.SECONDS));
            }
            assertEquals(1, poll(bell, NONE));
        }
        try (var bell = bell()) {
            var start = System.nanoTime();
            assertEquals(0, poll(bell, Block.input(kernel.byteOrder(), 16).putLong(8, 300_000_000)));
            assertTrue(System.nanoTime() - start >= 300_000_000);
            assertEquals(0, poll(bell, Block.input(kernel.byteOrder(), 16)));
        }
    }

    @Test
    @DisplayName("waits for as many events at once as a machine of many CPUs has, and for centuries")
    void manyEvents() throws Exception {
        var bells = new ArrayList<Descriptor>();
        for (var i = 0; i < 64; i++) {
            bells.add(bell());
        }
        var entries = Block.output(kernel.byteOrder(), 8 * bells.size());
        for (var i = 0; i < bells.size(); i++) {
            entries.putInt(8 * i, bells.get(i).number());
            entries.bytes().putShort(8 * i + 4, (short) POLL_IN);
        }
        var centuries = Block.input(kernel.byteOrder(), 16).putLong(0, Long.MAX_VALUE);
        var wait = CompletableFuture.supplyAsync(() -> {
            try {
                return kernel.call(SystemCall.PPOLL, entries, Argument.of(bells.size()), centuries, NONE, NONE);
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        });
        Thread.sleep(200);
        assertFalse(wait.isDone());
        ring(bells.get(63));
        assertEquals(1, wait.get(2, TimeUnit.SECONDS));
        assertEquals(POLL_IN, entries.bytes().getShort(8 * 63 + 6));
        for (var bell : bells) {
            bell.close();
        }
    }

    @Test
    @DisplayName("lets memory go once, since something else may be there afterwards")
    void unmappedOnce() throws Exception {
        try (var zeros = new KernelFiles(kernel).open("/dev/zero", 2)) {
            var first = kernel.map(zeros.number(), 0, kernel.pageSize(), true);
            first.close();
            try (var second = kernel.map(zeros.number(), 0, kernel.pageSize(), true)) {
                first.close();
                second.putLongRelease(0, 7);
                assertEquals(7, second.getLongAcquire(0));
            }
        }
    }

    @Test
    @DisplayName("maps memory, which is read and written there, and nothing beside it")
    void memory() throws Exception {
        var files = new KernelFiles(kernel);
        try (var zeros = files.open("/dev/zero", 2);
                var memory = kernel.map(zeros.number(), 0, kernel.pageSize(), true)) {
            memory.putLongRelease(8, 0x1122334455667788L);
            assertEquals(0x1122334455667788L, memory.getLongAcquire(8));
            var half = kernel.byteOrder() == ByteOrder.LITTLE_ENDIAN ? 0x55667788 : 0x11223344;
            assertEquals(half, memory.getIntAcquire(8));
            assertEquals(0x1122334455667788L, memory.view(0, 16).getLong(8));
            assertThrows(IndexOutOfBoundsException.class, () -> memory.getLongAcquire(kernel.pageSize() - 7));
            assertThrows(IndexOutOfBoundsException.class, () -> memory.view(-1, 1));
            assertThrows(UnsupportedOperationException.class, () -> memory.buffer(0, 8));
        }
        assertThrows(SystemCallException.class, () -> kernel.map(99999, 0, kernel.pageSize(), false));
    }

    @Test
    @DisplayName("says that the guest is gone when it is killed in the middle of a call, and to every call after that")
    void killed() throws Exception {
        var bell = bell();
        var wait = CompletableFuture.supplyAsync(() -> poll(bell, NONE));
        Thread.sleep(200);
        guest.process().destroyForcibly();
        var failed = assertThrows(ExecutionException.class, () -> wait.get(5, TimeUnit.SECONDS));
        var gone =
                assertInstanceOf(RemoteKernelException.class, failed.getCause().getCause());
        assertEquals("the guest process is gone: it ended with status 137", gone.getMessage());
        assertEquals(
                gone.getMessage(),
                assertThrows(RemoteKernelException.class, bell::close).getMessage());
    }

    @Test
    @DisplayName("does not wait for ever for a guest that has gone silent")
    void silent() throws Exception {
        assertEquals(0, signal("STOP"));
        var late = assertThrows(RemoteKernelException.class, () -> new KernelFiles(kernel).text("/proc/version"));
        assertEquals("the guest process has not answered for 3 s", late.getMessage());
        assertEquals(0, signal("CONT"));
        // Its answer may come now, and must not be taken for another's.
        assertThrows(RemoteKernelException.class, () -> new KernelFiles(kernel).text("/proc/version"));
    }

    @Test
    @DisplayName("does not wait for ever for a guest that does not listen, either")
    void deaf() throws Exception {
        assertEquals(0, signal("STOP"));
        var large = new byte[1 << 20];
        Arrays.fill(large, (byte) 1);
        var late = assertThrows(
                RemoteKernelException.class,
                () -> kernel.call(SystemCall.WRITE, Argument.of(99999), Block.input(large), Argument.of(large.length)));
        assertEquals("the guest process has not answered for 3 s", late.getMessage());
        kernel.close();
        assertEquals(0, signal("CONT"));
    }

    private int signal(String name) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        "kill", "-" + name, String.valueOf(guest.process().pid()))
                .start()
                .waitFor();
    }

    @Test
    @DisplayName("carries a call to its end where the thread is interrupted, which stays so")
    void interrupted() throws Exception {
        Thread.currentThread().interrupt();
        var text = new KernelFiles(kernel).text("/proc/version");
        assertTrue(Thread.interrupted());
        assertTrue(text.isPresent());
    }

    @Test
    @DisplayName("is let go once, also while somebody waits for it")
    void closed() throws Exception {
        var bell = bell();
        var wait = CompletableFuture.supplyAsync(() -> poll(bell, NONE));
        Thread.sleep(200);
        kernel.close();
        kernel.close();
        var failed = assertThrows(ExecutionException.class, () -> wait.get(5, TimeUnit.SECONDS));
        assertEquals(
                "the guest process was let go", failed.getCause().getCause().getMessage());
        assertTrue(guest.process().waitFor(5, TimeUnit.SECONDS), "the guest ends when nobody talks to it any more");
        assertEquals(0, guest.process().exitValue());
    }

    @Test
    @DisplayName("is refused where what comes is no greeting, or one of another version")
    void greetings() {
        assertEquals("it did not come up: it fell silent", refusal(bytes("SeaBIOS (version 1.16)\r\nbpfgu")));
        var other = ByteBuffer.allocate(24).order(ByteOrder.BIG_ENDIAN).put(bytes("bpfguest"));
        other.putInt(2).putInt(0x01020304).putInt(22).putInt(4096);
        assertEquals(
                "it did not come up (it speaks version 2 of the protocol, not 1): it fell silent",
                refusal(other.array()));
        other.putInt(8, 1).putInt(16, 4);
        assertEquals(
                "it did not come up (it is a machine of an unknown kind, ELF's number 4): it fell silent",
                refusal(other.array()));
        for (var pageSize : new int[] {0, 1, 4097, -1}) {
            other.putInt(16, 22).putInt(20, pageSize);
            assertEquals(
                    "it did not come up (its pages are of " + Integer.toUnsignedString(pageSize)
                            + " bytes): it fell silent",
                    refusal(other.array()));
        }
    }

    private static String refusal(byte[] bytes) {
        return String.valueOf(assertThrows(RemoteKernelException.class, () -> connect(new ByteArrayInputStream(bytes)))
                .getMessage());
    }

    @Test
    @DisplayName("takes what makes no sense in the place of an answer for the end, in either byte order")
    void nonsense() throws Exception {
        for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            var greeting = ByteBuffer.allocate(48).order(order).put(bytes("noise bpbpfguest"));
            greeting.putInt(1).putInt(0x01020304);
            greeting.putInt(order == ByteOrder.BIG_ENDIAN ? 22 : 62).putInt(4096);
            greeting.putInt(-5).putInt(1).putLong(0);
            // The answer comes only when something has been asked.
            var asked = new CompletableFuture<Void>();
            var late = new FilterInputStream(new ByteArrayInputStream(greeting.array(), 32, 16)) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    asked.join();
                    return super.read(bytes, offset, length);
                }
            };
            var far = connect(new SequenceInputStream(new ByteArrayInputStream(greeting.array(), 0, 32), late));
            assertEquals(order, far.byteOrder());
            assertEquals(4096, far.pageSize());
            var call = CompletableFuture.supplyAsync(() -> {
                try {
                    return far.call(SystemCall.CLOSE, Argument.of(0));
                } catch (IOException gone) {
                    throw new IllegalStateException(gone);
                }
            });
            asked.complete(null);
            var failed = assertThrows(ExecutionException.class, () -> call.get(5, TimeUnit.SECONDS));
            assertEquals(
                    "it is gone (an answer of 4294967291 bytes): it fell silent",
                    failed.getCause().getCause().getMessage());
        }
    }

    private static Kernel connect(InputStream in) throws RemoteKernelException {
        return RemoteKernel.connect(
                in,
                OutputStream.nullOutputStream(),
                new FarEnd() {
                    @Override
                    public String name() {
                        return "it";
                    }

                    @Override
                    public String lastWords() {
                        return "it fell silent";
                    }
                },
                Duration.ofSeconds(5));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Descriptor bell() throws IOException {
        return Descriptor.of(kernel, "eventfd2", kernel.call(SystemCall.EVENTFD2, NONE, Argument.of(NON_BLOCKING)));
    }

    private void ring(Descriptor bell) throws IOException {
        var one = Block.input(kernel.byteOrder(), 8).putLong(0, 1);
        assertEquals(8, kernel.call(SystemCall.WRITE, Argument.of(bell.number()), one, Argument.of(8)));
    }

    private long poll(Descriptor bell, Argument limit) {
        var entry = Block.output(kernel.byteOrder(), 8).putInt(0, bell.number());
        entry.bytes().putShort(4, (short) POLL_IN);
        try {
            var result = kernel.call(SystemCall.PPOLL, entry, Argument.of(1), limit, NONE, NONE);
            assertEquals(result == 0 ? 0 : POLL_IN, entry.bytes().getShort(6));
            return result;
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
