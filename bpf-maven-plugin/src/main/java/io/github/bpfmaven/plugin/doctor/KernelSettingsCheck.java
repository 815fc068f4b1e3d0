package io.github.bpfmaven.plugin.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the administrator has set for BPF on this machine. */
final class KernelSettingsCheck implements Check {
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");
    private static final Pattern LOCKED_MEMORY = Pattern.compile("(?m)^Max locked memory\\s+(\\S+)");

    private final Machine machine;

    KernelSettingsCheck(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<Finding> examine() {
        if (!machine.isLinux()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        findings.add(unprivileged());
        findings.add(lockdown());
        lockedMemory().ifPresent(findings::add);
        machine.text("proc/sys/net/core/bpf_jit_enable")
                .filter(value -> value.equals("0"))
                .ifPresent(off -> findings.add(Finding.warning(
                        "net.core.bpf_jit_enable is 0: programs are interpreted, and run several times as long",
                        "sysctl -w net.core.bpf_jit_enable=1")));
        findings.add(fileSystem());
        findings.add(tracing());
        return findings;
    }

    private Finding unprivileged() {
        var name = "kernel.unprivileged_bpf_disabled";
        return Finding.ok(machine.text("proc/sys/kernel/unprivileged_bpf_disabled")
                .map(value -> name + " is " + value
                        + (value.equals("0")
                                ? ": everybody may load socket filters"
                                : ": loading needs CAP_BPF or root"))
                .orElse(name + " is not there: everybody may load socket filters, unless something else forbids it"));
    }

    private Finding lockdown() {
        var mode = machine.text("sys/kernel/security/lockdown")
                .map(CHOSEN::matcher)
                .filter(found -> found.find())
                .map(found -> found.group(1))
                .orElse("none");
        return switch (mode) {
            case "confidentiality" ->
                Finding.warning(
                        "the kernel is locked down (confidentiality): programs may not read the kernel's memory, so"
                                + " tracing fails",
                        "boot with lockdown=integrity or none, or without Secure Boot");
            case "integrity" ->
                Finding.warning(
                        "the kernel is locked down (integrity): bpf_probe_write_user is refused",
                        "boot with lockdown=none if programs need it");
            default -> Finding.ok("the kernel is not locked down");
        };
    }

    /** Kernels before 5.11 charge maps to this limit; {@code bpf-loader} raises it, if it may. */
    private Optional<Finding> lockedMemory() {
        return machine.text("proc/self/limits")
                .map(LOCKED_MEMORY::matcher)
                .filter(found -> found.find())
                .map(found -> found.group(1))
                .map(limit -> Finding.ok("memory that may be locked: " + limit
                        + (limit.equals("unlimited") ? "" : " bytes; maps count against it before Linux 5.11 alone")));
    }

    private Finding fileSystem() {
        return isMounted("/sys/fs/bpf bpf")
                ? Finding.ok("a BPF file system is mounted at /sys/fs/bpf")
                : Finding.warning(
                        "no BPF file system at /sys/fs/bpf: nothing can be pinned",
                        "mount -t bpf bpf /sys/fs/bpf, if programs or maps are to be pinned");
    }

    /** With debugfs comes tracefs, at debug/tracing, as soon as somebody looks there. */
    private Finding tracing() {
        return isMounted("/sys/kernel/tracing tracefs") || isMounted("/sys/kernel/debug debugfs")
                ? Finding.ok("the kernel's tracepoints are mounted (tracefs)")
                : Finding.warning(
                        "no tracefs at /sys/kernel/tracing: programs can't be attached to tracepoints by name",
                        "mount -t tracefs tracefs /sys/kernel/tracing, if programs have sections like \"tracepoint/…\"");
    }

    /** @param mount place and type */
    private boolean isMounted(String mount) {
        return machine.text("proc/self/mounts")
                .filter(mounts -> mounts.lines().anyMatch(line -> line.contains(" " + mount + " ")))
                .isPresent();
    }
}
