package io.github.bpfmaven.plugin.doctor;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What the doctor says of kernels")
final class KernelChecksTest {
    @TempDir
    Path directory;

    private Finding version(String release) throws Exception {
        return new KernelCheck(SampleMachine.linux(directory)
                        .file("proc/sys/kernel/osrelease", release + "\n")
                        .machine())
                .examine()
                .get(0);
    }

    @Test
    @DisplayName("the instruction set that a version takes, and what to set for an old one")
    void versions() throws Exception {
        assertEquals(
                "Linux 6.18.44-fc, which takes <cpu>v4</cpu>",
                version("6.18.44-fc").text());
        assertTrue(version("5.10.0-30-amd64").text().endsWith("<cpu>v3</cpu>"));
        assertEquals("set <cpu>v2</cpu> for it", version("4.19.0").cure().orElseThrow());
        assertTrue(version("3.10.0").cure().orElseThrow().startsWith("set <cpu>v1</cpu>"));
        assertEquals(Status.WARNING, version("next").status());
    }

    @Test
    @DisplayName("whether it has BTF")
    void types() throws Exception {
        var machine = SampleMachine.linux(directory);
        assertEquals(
                Status.WARNING,
                new KernelCheck(machine.machine()).examine().get(1).status());
        machine.file("sys/kernel/btf/vmlinux", "x".repeat(2048));
        assertEquals(
                "it has BTF: 2 KiB in /sys/kernel/btf/vmlinux",
                new KernelCheck(machine.machine()).examine().get(1).text());
    }

    @Test
    @DisplayName("what its administrator has set")
    void settings() throws Exception {
        var machine = SampleMachine.linux(directory)
                .file("proc/sys/kernel/unprivileged_bpf_disabled", "2\n")
                .file("sys/kernel/security/lockdown", "none integrity [confidentiality]\n")
                .file("proc/self/limits", "Max locked memory         65536                65536                bytes\n")
                .file("proc/sys/net/core/bpf_jit_enable", "0\n")
                .file("proc/self/mounts", "bpf /sys/fs/bpf bpf rw 0 0\ntracefs /sys/kernel/tracing tracefs rw 0 0\n")
                .machine();
        var findings = new KernelSettingsCheck(machine).examine();
        assertEquals(
                List.of(Status.OK, Status.WARNING, Status.OK, Status.WARNING, Status.OK, Status.OK),
                findings.stream().map(Finding::status).toList());
        assertTrue(findings.get(1).text().contains("confidentiality"));
        assertTrue(findings.get(2).text().startsWith("memory that may be locked: 65536 bytes"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'bpf /sys/fs/bpf bpf rw 0 0',                      OK,      WARNING",
        "'nodev /sys/kernel/tracing tracefs rw 0 0',        WARNING, OK",
        "'nodev /sys/kernel/debug debugfs rw 0 0',          WARNING, OK",
        "'tmpfs /sys/kernel/tracing tmpfs rw 0 0',          WARNING, WARNING",
    })
    @DisplayName("which of its file systems are mounted")
    void mounts(String mount, Status pins, Status tracepoints) throws Exception {
        var machine = SampleMachine.linux(directory)
                .file("proc/self/mounts", mount + "\n")
                .machine();
        var findings = new KernelSettingsCheck(machine).examine();
        assertEquals(
                List.of(pins, tracepoints),
                findings.subList(findings.size() - 2, findings.size()).stream()
                        .map(Finding::status)
                        .toList());
    }

    @Test
    @DisplayName("which rights a process has, by the bits of its capabilities")
    void rights() throws Exception {
        assertEquals("CAP_BPF, CAP_PERFMON", rights("000000c000000000", 0).text());
        assertEquals(Status.WARNING, rights("0000000000000000", 0).status());
        var container = rights("0000000000001000", 2);
        assertEquals(Status.WARNING, container.status());
        assertTrue(container.text().contains("CAP_NET_ADMIN alone; a seccomp filter is on"), container::text);
    }

    private Finding rights(String effective, int seccomp) throws Exception {
        return new RightsCheck(SampleMachine.linux(directory)
                        .file(
                                "proc/self/status",
                                "Name:\tjava\nCapEff:\t" + effective + "\nSeccomp:\t" + seccomp + "\n")
                        .machine())
                .examine()
                .get(0);
    }

    @Test
    @DisplayName("which kinds of program this machine's takes")
    void programs() throws Exception {
        Kernel.require();
        var findings = new ProgramsCheck(Machine.here()).examine();
        assertEquals(Status.OK, findings.get(0).status(), findings::toString);
        assertTrue(findings.get(0).text().contains("xdp"), findings::toString);
    }
}
