package io.github.bpfmaven.inspect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The deepest chain of calls")
final class StackChainTest {
    private static final Pattern TOO_LARGE = Pattern.compile("combined stack size of \\d+ calls is (\\d+)");

    @BeforeAll
    static void kernel() {
        Kernel.require();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 120, 152, 168, 200})
    @DisplayName("is what the verifier adds up: it says so where that is too much")
    void equalsVerifier(int size, @TempDir Path directory) throws Exception {
        var bytes = InspectedObject.bytes(source(size), BpfTarget.BPFEL, directory);
        var program = ObjectInspector.of(bytes).report().programs().get(0);
        var chain = program.chain().orElseThrow();
        var load = load(bytes, directory);

        var compiled = !Files.readString(Path.of("/proc/sys/net/core/bpf_jit_enable"))
                .strip()
                .equals("0");
        var expected = compiled ? chain.rounded16() : chain.rounded32();
        if (expected <= 512) {
            assertEquals(0, load.status(), load.output());
        } else {
            assertNotEquals(0, load.status());
            var found = TOO_LARGE.matcher(load.output());
            assertTrue(found.find(), load.output());
            assertEquals(Integer.parseInt(found.group(1)), expected);
        }
    }

    @Test
    @DisplayName("is not given where functions call each other in a circle, which the kernel refuses")
    void circle(@TempDir Path directory) throws Exception {
        var bytes = InspectedObject.bytes("""
                static int pong(int n);
                static __noinline int ping(int n) { barrier_var(n); return n ? pong(n - 1) + 1 : 0; }
                static __noinline int pong(int n) { barrier_var(n); return n ? ping(n - 1) + 2 : 0; }
                SEC("xdp") int play(struct xdp_md *ctx) { return ping(ctx->ingress_ifindex); }
                char LICENSE[] SEC("license") = "GPL";
                """, BpfTarget.BPFEL, directory);
        var program = ObjectInspector.of(bytes).report().programs().get(0);
        assertTrue(program.subprograms().size() >= 1, program::toString);
        assertTrue(program.chain().isEmpty(), program::toString);
        assertNotEquals(0, load(bytes, directory).status());
    }

    private static Kernel.Result load(byte[] bytes, Path directory) throws Exception {
        return Kernel.load(Files.write(directory.resolve("chain.o"), bytes));
    }

    /** Three functions, each with an array of that many bytes; XDP programs get no private stack. */
    private static String source(int size) {
        return """
                static __noinline int fill(char *at, int n) { at[0] = n; return at[0]; }
                static __noinline int last(int n) { char a[%1$d]; barrier_var(n); a[0] = n; a[%1$d - 1] = 1; return fill(a, n) + a[0]; }
                static __noinline int middle(int n) { volatile char a[%1$d]; a[0] = n; return last(n) + a[0]; }
                SEC("xdp") int first(struct xdp_md *ctx)
                {
                    volatile char a[%1$d];
                    a[0] = ctx->ingress_ifindex;
                    return middle(a[0]) + a[0];
                }
                char LICENSE[] SEC("license") = "GPL";
                """.formatted(size);
    }
}
