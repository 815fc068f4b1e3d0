package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.loader.machine.HostGuest;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.Feature;
import io.github.bpfmaven.loader.types.TargetKernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("An arena")
final class ArenaTest extends LocalKernelCase {
    private static final int PAGES = 10;
    private static final String PROGRAM = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            #define __arena __attribute__((address_space(1)))

            struct {
            	__uint(type, BPF_MAP_TYPE_ARENA);
            	__uint(map_flags, BPF_F_MMAPABLE);
            	__uint(max_entries, %d);
            	%s
            } arena SEC(".maps");

            __u64 __arena first = 11;
            __u64 __arena table[3] = {1, 2, 3};
            __u64 sum;

            SEC("syscall")
            int add(void *ctx)
            {
            	/* A program without a use of the map itself does not say which arena it means. */
            	asm volatile("" :: "r"(&arena));
            	sum = first + table[0] + table[1] + table[2];
            	table[2] = 100;
            	return 0;
            }

            char LICENSE[] SEC("license") = "GPL";
            """;

    @Test
    @DisplayName("has variables, which programs and this process share, at the address that it wants or any")
    void variables() throws Exception {
        for (var extra : new String[] {"", "__uint(map_extra, 1 << 28);"}) {
            var object = objects.ofText(PROGRAM.formatted(PAGES, extra));
            try (var loaded = load(object)) {
                loaded.program("add").testRun(TestRun.EMPTY);
                assertEquals(
                        17,
                        loaded.map(".bss")
                                .memory()
                                .order(ByteOrder.nativeOrder())
                                .getLong(0));
                var memory = loaded.map("arena").memory();
                assertEquals(PAGES * kernel.kernel().pageSize(), memory.capacity());
                var start = (int) start(PAGES);
                var values = new long[4];
                for (var i = 0; i < 4; i++) {
                    values[i] = memory.getLong(start + 8 * i);
                }
                // The compiler chooses their order.
                assertTrue(values[0] == 11 && values[3] == 100 || values[3] == 11 && values[2] == 100);
                for (var i = 0; i < 4; i++) {
                    memory.putLong(start + 8 * i, 1000);
                }
                loaded.program("add").testRun(TestRun.EMPTY);
                assertEquals(4000, loaded.map(".bss").memory().getLong(0));
            }
        }
    }

    /** In the last pages where the kernel takes such offsets, else in the first. */
    private long start(long pages) throws IOException {
        return kernel.features().has(Feature.LARGE_OFFSETS)
                ? (pages - 1) * kernel.kernel().pageSize()
                : 0;
    }

    private LoadedObject load(byte[] object) throws IOException {
        try {
            return BpfObjectLoader.of(object).load(kernel);
        } catch (BpfLoadException refused) {
            Assumptions.assumeFalse(
                    refused.getMessage().contains("type 33")
                            || refused.getMessage().contains("(arena"),
                    "arenas wait for Linux 6.9: " + refused.getMessage());
            throw refused;
        }
    }

    @Test
    @DisplayName("may be larger than any buffer of Java: parts of it are memory")
    void large() throws Exception {
        var object = objects.ofText(PROGRAM.formatted(1 << 20, "__uint(map_extra, 1ull << 40);"));
        ByteBuffer end;
        try (var loaded = load(object)) {
            loaded.program("add").testRun(TestRun.EMPTY);
            assertEquals(17, loaded.map(".bss").memory().getLong(0));
            var arena = loaded.map("arena");
            var page = kernel.kernel().pageSize();
            var start = start(1 << 20);
            end = arena.memory(start, page);
            assertTrue(IntStream.range(0, 4).anyMatch(index -> end.getLong(8 * index) == 100));
            assertTrue(assertThrows(UnsupportedOperationException.class, arena::memory)
                    .getMessage()
                    .contains("memory(offset, length)"));
            var last = arena.memory((1L << 20) * page - 8, 8);
            last.putLong(0, 12);
            assertEquals(12, arena.memory((1L << 20) * page - page, page).getLong(page - 8));
            assertThrows(IndexOutOfBoundsException.class, () -> arena.memory((1L << 20) * page - 7, 8));
        }
        // Whoever has a part of it has the whole.
        System.gc();
        assertTrue(IntStream.range(0, 4).anyMatch(index -> end.getLong(8 * index) == 100));
    }

    @Test
    @DisplayName("is in the process that makes the system calls, wherever that is")
    void elsewhere() throws Exception {
        for (var extra : new String[] {"", "__uint(map_extra, 1ull << 41);"}) {
            var object = objects.ofText(PROGRAM.formatted(PAGES, extra));
            load(object).close();
            try (var guest = new HostGuest(Duration.ofMinutes(1));
                    var there = TargetKernel.of(guest.kernel());
                    var loaded = BpfObjectLoader.of(object).load(there)) {
                loaded.program("add").testRun(TestRun.EMPTY);
                var sum = loaded.map(".bss").get(new byte[4]).orElseThrow();
                assertEquals(
                        17,
                        ByteBuffer.wrap(sum).order(there.kernel().byteOrder()).getLong());
                assertThrows(
                        UnsupportedOperationException.class,
                        () -> loaded.map("arena").memory());
            }
        }
    }

    @Test
    @DisplayName("that is too small for its variables is refused, and says so")
    void tooSmall() {
        var object = objects.ofText(PROGRAM.formatted(1, "").replace("table[3]", "table[3000]"));
        var refusal = assertThrows(
                BpfLoadException.class, () -> BpfObjectLoader.of(object).load(kernel));
        assertTrue(refusal.getMessage().contains("max_entries"), refusal.getMessage());
    }
}
