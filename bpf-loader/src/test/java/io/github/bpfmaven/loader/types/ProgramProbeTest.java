package io.github.bpfmaven.loader.types;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A probe for kinds of program")
final class ProgramProbeTest {
    @Test
    @DisplayName("loads the smallest program of each")
    void loads() throws Exception {
        Kernel.require();
        try (var kernel = TargetKernel.local()) {
            var probe = new ProgramProbe(kernel);
            for (var section : List.of(
                    "socket",
                    "kprobe",
                    "tracepoint",
                    "raw_tp",
                    "perf_event",
                    "xdp",
                    "tc",
                    "cgroup_skb/ingress",
                    "cgroup/connect4",
                    "sockops",
                    "sk_lookup",
                    "syscall")) {
                assertEquals(new ProgramProbe.Answer.Taken(), probe.load(section), section);
            }
        }
    }

    @Test
    @DisplayName("does not ask the kernel where what it is attached to is not in the kernel's types")
    void noTarget() throws Exception {
        Kernel.require();
        try (var kernel = TargetKernel.local()) {
            assertEquals(
                    new ProgramProbe.Answer.NoTarget("btf_trace_no_such_event"),
                    new ProgramProbe(kernel).load("tp_btf/no_such_event"));
        }
    }

    @Test
    @DisplayName("says with which error the kernel refuses")
    void refused() throws Exception {
        Kernel.require();
        try (var kernel = TargetKernel.local()) {
            // Not a function that lets its result be changed.
            var refused = assertInstanceOf(
                    ProgramProbe.Answer.Refused.class, new ProgramProbe(kernel).load("fmod_ret/schedule"));
            assertTrue(refused.errno() > 0);
        }
    }

    @Test
    @DisplayName("knows the sections that libbpf knows")
    void unknown() throws Exception {
        Kernel.require();
        try (var kernel = TargetKernel.local()) {
            assertThrows(IllegalArgumentException.class, () -> new ProgramProbe(kernel).load("no_such_section"));
        }
    }
}
