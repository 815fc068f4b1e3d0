package io.github.bpfmaven.loader;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.loader.report.VerifierException;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What this kernel's verifier refuses")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VerifierHintsTest {
    private static final String START = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            struct {
            	__uint(type, BPF_MAP_TYPE_HASH);
            	__uint(max_entries, 4);
            	__type(key, __u32);
            	__type(value, __u64[4]);
            } m SEC(".maps");
            struct {
            	__uint(type, BPF_MAP_TYPE_RINGBUF);
            	__uint(max_entries, 4096);
            } events SEC(".maps");
            """;

    private TestObjects objects;
    private TargetKernel kernel;

    @BeforeAll
    void open() throws IOException {
        Kernel.require();
        objects = new TestObjects();
        kernel = TargetKernel.local();
    }

    @AfterAll
    void close() throws IOException {
        objects.close();
        kernel.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a pointer that may be NULL | xdp | GPL | __u32 k = 0; __u64 *v = bpf_map_lookup_elem(&m, &k); return *v;"
                        + "| compare it with NULL before it is used",
                "a number as a pointer | xdp | GPL | return *(volatile int *)(long)bpf_ktime_get_ns();"
                        + "| memory of the kernel is read with BPF_CORE_READ",
                "a packet beyond its end | xdp | GPL | return *(volatile char *)(long)((struct xdp_md *)ctx)->data;"
                        + "| compare the end of what is read with data_end first",
                "an index without bounds | xdp | GPL | __u32 k = 0; __u64 *v = bpf_map_lookup_elem(&m, &k);"
                        + " return v ? v[bpf_get_prandom_u32()] : 0; | compare it, unsigned, with a constant right before",
                "a loop without an end | xdp | GPL | volatile int i = 1; while (i) i = 1; return 0;"
                        + "| the verifier sees no end of the loop",
                "a helper of the GPL | tracepoint/syscalls/sys_enter_getpid | Proprietary | char b[4];"
                        + " return bpf_probe_read_kernel(b, 4, ctx); | char LICENSE[] SEC(\"license\") = \"GPL\"",
                "an event that is not given back | xdp | GPL | return bpf_ringbuf_reserve(&events, 8, 0) != 0;"
                        + "| what was acquired must be released on every path",
                "a helper of another type of program | socket | GPL | return bpf_redirect(1, 0);"
                        + "| bpf_redirect is ",
                "a helper that there is not | xdp | GPL | return ((long (*)(void))9999)(); | the kernel has no such helper",
                "a member that is not for it | xdp | GPL | return *(volatile int *)(ctx + 96);"
                        + "| programs of this type may not read",
            })
    @DisplayName("is said with what to do about it")
    void hints(String what, String section, String license, String body, String hint) throws Exception {
        var object = objects.ofText(START + "SEC(\"" + section + "\") int program(void *ctx)\n{\n" + body
                + "\n}\nchar LICENSE[] SEC(\"license\") = \"" + license + "\";\n");
        var refused = assertThrows(
                VerifierException.class, () -> BpfObjectLoader.of(object).load(kernel));
        assertTrue(refused.getMessage().contains(hint), what + ": " + refused.getMessage() + "\n" + refused.log());
    }
}
