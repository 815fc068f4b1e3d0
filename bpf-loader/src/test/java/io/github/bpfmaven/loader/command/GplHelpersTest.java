package io.github.bpfmaven.loader.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.inspect.BpfHelper;
import io.github.bpfmaven.loader.command.ProgramLoad.Records;
import io.github.bpfmaven.loader.kernel.LocalKernel;
import io.github.bpfmaven.object.ProgramType;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@DisplayName("Which helpers are for the GPL only")
final class GplHelpersTest {
    private static final int HELPERS = 211;

    /** {@code BPF_CGROUP_INET4_BIND} and so on: these types are not loaded without one. */
    private static final Map<ProgramType, Integer> ATTACH_TYPES = Map.of(
            ProgramType.CGROUP_SOCK, 2,
            ProgramType.CGROUP_SOCK_ADDR, 8,
            ProgramType.CGROUP_SOCKOPT, 21,
            ProgramType.SK_LOOKUP, 36,
            ProgramType.SK_REUSEPORT, 39,
            ProgramType.NETFILTER, 45);

    private final Bpf bpf = new Bpf(LocalKernel.open());

    @Test
    @DisplayName("is what this kernel's verifier says to programs under another license, whatever their type")
    void verifier() throws Exception {
        Kernel.require();
        assumeTrue(System.getProperty("os.version").startsWith("6.18"), "the table is of Linux 6.18");
        var answered = new TreeSet<Integer>();
        var restricted = new TreeSet<String>();
        for (var number = 1; number <= HELPERS; number++) {
            var helper = BpfHelper.of(number).orElseThrow();
            for (var type : ProgramType.values()) {
                // A function for struct_ops is refused for its license before any call is looked at.
                if (type == ProgramType.UNSPEC || type == ProgramType.STRUCT_OPS) {
                    continue;
                }
                var log = log(type, number);
                var isLookedAt = log.contains("call " + helper.name() + "#" + number)
                        && !log.contains("cannot use helper")
                        && !log.contains("unknown func");
                if (isLookedAt) {
                    var refused = log.contains("cannot call GPL-restricted function");
                    assertEquals(helper.isGplOnlyFor(type), refused, () -> helper.name() + " in " + type + ": " + log);
                    answered.add(number);
                    if (refused) {
                        restricted.add(helper.name());
                    }
                }
            }
        }
        assertTrue(answered.size() > 150, answered::toString);
        assertTrue(
                restricted.containsAll(List.of("bpf_trace_printk", "bpf_probe_read_kernel", "bpf_fib_lookup")),
                restricted::toString);
    }

    private String log(ProgramType type, int helper) throws IOException {
        var code = ByteBuffer.allocate(24).order(bpf.kernel().byteOrder());
        code.put(0, (byte) 0x85).putInt(4, helper);
        code.put(8, (byte) 0xb7);
        code.put(16, (byte) 0x95);
        var answer = bpf.load(
                new ProgramLoad(
                        type.number(),
                        code.array(),
                        "Proprietary",
                        type == ProgramType.SYSCALL ? ProgramLoad.SLEEPABLE : 0,
                        "gpl",
                        ATTACH_TYPES.getOrDefault(type, 0),
                        OptionalInt.empty(),
                        Records.NONE,
                        Records.NONE,
                        0,
                        OptionalInt.empty(),
                        new int[0],
                        0,
                        0),
                1,
                1 << 16);
        if (answer instanceof ProgramAnswer.Loaded loaded) {
            loaded.program().close();
        }
        return answer.log();
    }
}
