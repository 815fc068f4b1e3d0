package io.github.bpfmaven.plugin.compile;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A precompiled header")
final class PrecompiledGainTest {
    private static final long VMLINUX = 3_000_000;
    private static final long UAPI = 300_000;

    @Test
    @DisplayName("of a kernel's types pays from a handful of sources on, on one processor")
    void vmlinux() {
        var gain = new PrecompiledGain(1);
        assertTrue(gain.of(gain.leastUsers(), VMLINUX, 1) > 0);
        assertTrue(gain.of(gain.leastUsers() - 1, VMLINUX, 1) <= 0);
    }

    @Test
    @DisplayName("of small headers pays for many sources only")
    void small() {
        var gain = new PrecompiledGain(1);
        assertTrue(gain.of(8, UAPI, 1) <= 0);
        assertTrue(gain.of(20, UAPI, 1) > 0);
        assertTrue(gain.of(100, 10_000, 1) <= 0);
    }

    @Test
    @DisplayName("pays less where other processors compile the sources while it is made")
    void processors() {
        assertTrue(new PrecompiledGain(16).of(30, VMLINUX, 1) <= 0);
        assertTrue(new PrecompiledGain(16).of(40, VMLINUX, 1) > 0);
        assertTrue(new PrecompiledGain(4).of(9, VMLINUX, 1) <= 0);
        assertTrue(new PrecompiledGain(4).of(9, VMLINUX, 2) > 0);
    }
}
