package io.github.bpfmaven.loader;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.loader.report.BpfLoadException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The function of a program that throws")
final class ExceptionCallbackTest extends LocalKernelCase {
    private static final String PROGRAM = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            extern void bpf_throw(__u64 cookie) __ksym;

            static __noinline int more(__u64 cookie)
            {
            	return cookie > 40 ? 3 : 2;
            }

            %s __noinline int taken_over(__u64 cookie)
            {
            	return more(cookie) + cookie;
            }

            SEC("tc")
            __attribute__((btf_decl_tag("exception_callback:%s")))
            int throws(struct __sk_buff *skb)
            {
            	if (skb->len > 1)
            		bpf_throw(39);
            	return 0;
            }

            char LICENSE[] SEC("license") = "GPL";
            """;

    @Test
    @DisplayName("takes over, though no instruction names it, and brings what it calls")
    void takesOver() throws Exception {
        try (var loaded = BpfObjectLoader.of(objects.ofText(PROGRAM.formatted("", "taken_over")))
                .load(kernel)) {
            var run = loaded.program("throws").testRun(TestRun.ofPacket(new byte[60]));
            assertEquals(41, run.returnValue());
        } catch (BpfLoadException refused) {
            Assumptions.assumeFalse(
                    refused.getMessage().contains("bpf_throw"), "exceptions wait for Linux 6.7 on x86-64 and arm64");
            throw refused;
        }
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({"__hidden, taken_over, is static or hidden", "'', somebody, is not in the object"})
    @DisplayName("must be a global function of the object; else that is said")
    void wrong(String before, String name, String problem) {
        var object = objects.ofText(PROGRAM.formatted(before, name));
        var refusal = assertThrows(
                BpfLoadException.class, () -> BpfObjectLoader.of(object).load(kernel));
        assertTrue(
                refusal.getMessage()
                        .startsWith("program 'throws': its exception callback '" + name + "' " + problem + "; "),
                refusal.getMessage());
    }
}
