package io.github.bpfmaven.loader;

import java.nio.ByteOrder;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.loader.report.BpfLoadException;

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
    @DisplayName(
            "has variables in its last pages, which programs and this process share, at the address that it wants or any")
    void variables() throws Exception {
        for (var extra : new String[] {"", "__uint(map_extra, 1 << 28);"}) {
            var object = objects.ofText(PROGRAM.formatted(PAGES, extra));
            try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
                loaded.program("add").testRun(TestRun.EMPTY);
                assertEquals(
                        17,
                        loaded.map(".bss")
                                .memory()
                                .order(ByteOrder.nativeOrder())
                                .getLong(0));
                var memory = loaded.map("arena").memory();
                assertEquals(PAGES * kernel.kernel().pageSize(), memory.capacity());
                var start = (PAGES - 1) * kernel.kernel().pageSize();
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
            } catch (BpfLoadException refused) {
                Assumptions.assumeFalse(
                        refused.getMessage().contains("type 33")
                                || refused.getMessage().contains("(arena"),
                        "arenas wait for Linux 6.9: " + refused.getMessage());
                throw refused;
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
