package io.github.bpfmaven.loader.attach;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.loader.machine.MachineSettings;
import io.github.bpfmaven.loader.machine.TestKernels;
import io.github.bpfmaven.loader.machine.VirtualMachine;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.loader.user.NamePatterns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("The kernel's functions like a pattern")
final class KernelFunctionsTest {
    @Test
    @DisplayName("are found by name, each once, with those of modules")
    void byName() {
        var found = KernelFunctions.parse(
                "tcp_ack\ntcp_ack_scalable\nudp_ack\ntcp_ack\ntcp_acked [tcp_module]\n",
                false,
                NamePatterns.compile("tcp_ack*"));
        assertEquals(new KernelFunctions.Found(List.of("tcp_ack", "tcp_ack_scalable", "tcp_acked"), List.of()), found);
    }

    @Test
    @DisplayName("are found by their addresses where the kernel tells them: two may have one name")
    void byAddress() {
        var found = KernelFunctions.parse(
                "ffffffff81000010 get\nffffffff81000020 put\nffffffff81000030 get [some]\n",
                true,
                NamePatterns.compile("g?t"));
        assertEquals(new KernelFunctions.Found(List.of(), List.of(0xffffffff81000010L, 0xffffffff81000030L)), found);
    }

    @Test
    @DisplayName("are those that a kernel lists")
    void matching() throws Exception {
        // In a virtual machine: not every kernel that tests run on tells its functions, even to root.
        var image = TestKernels.require("s390x-7");
        try (var machine = VirtualMachine.boot(image, MachineSettings.usual());
                var kernel = TargetKernel.of(machine.kernel())) {
            var expected = kernel.files()
                    .text("/sys/kernel/tracing/available_filter_functions")
                    .orElseThrow()
                    .lines()
                    .filter(line -> line.matches("bpf_prog_(get|put)\\w*( .*)?"))
                    .count();
            var functions = new KernelFunctions(kernel);
            var found = 0;
            for (var pattern : new String[] {"bpf_prog_get*", "bpf_prog_put*"}) {
                var some = functions.matching(pattern);
                found += some.names().size() + some.addresses().size();
            }
            assertTrue(expected > 1);
            assertEquals(expected, found);
            var refusal = assertThrows(IOException.class, () -> functions.matching("no_such_function_*"));
            assertTrue(refusal.getMessage().contains("no_such_function_*"), refusal.getMessage());
        }
    }
}
