package io.github.bpfmaven.loader.report;

import java.io.IOException;

import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.types.TargetKernel;

/** What to do about the kernel's more frequent refusals, from what can be seen of this machine. */
public final class Advice {
    private final TargetKernel kernel;

    public Advice(TargetKernel kernel) {
        this.kernel = kernel;
    }

    /** A sentence for the end of a message, with what parts it from that; empty if there is nothing to say. */
    public String after(int errno) {
        if (errno == Errno.EPERM.number()) {
            return "; " + forbidden();
        }
        if (errno == Errno.ENOSYS.number()) {
            return "; this kernel has no bpf(2): it needs CONFIG_BPF_SYSCALL, and emulators of user space have none";
        }
        if (errno == Errno.ENOMEM.number()) {
            return "; the kernel has no memory for it, or the control group's limit is reached";
        }
        if (errno == Errno.EMFILE.number() || errno == Errno.ENFILE.number()) {
            return "; raise the limit of open files (ulimit -n)";
        }
        return "";
    }

    private String forbidden() {
        try {
            String lockdown =
                    kernel.files().text("/sys/kernel/security/lockdown").orElse("");
            if (lockdown.contains("[confidentiality]")) {
                return "the kernel is locked down ([confidentiality] in /sys/kernel/security/lockdown), which forbids to"
                        + " read kernel memory";
            }
            if (mayLoad()) {
                return "the process has CAP_BPF or CAP_SYS_ADMIN, so something else forbids it: a security module, a"
                        + " seccomp filter (as containers have it), a kernel built without this kind of program, or a"
                        + " second capability (CAP_PERFMON for tracing, CAP_NET_ADMIN for networking)";
            }
            return kernel.files()
                            .text("/proc/sys/kernel/unprivileged_bpf_disabled")
                            .filter("0"::equals)
                            .isPresent()
                    ? "run with CAP_BPF (and CAP_PERFMON for tracing, CAP_NET_ADMIN for networking), or as root"
                    : "run with CAP_BPF (and CAP_PERFMON for tracing, CAP_NET_ADMIN for networking), or as root:"
                            + " kernel.unprivileged_bpf_disabled keeps all others out";
        } catch (IOException unreadable) {
            return "run with CAP_BPF (and CAP_PERFMON for tracing, CAP_NET_ADMIN for networking), or as root";
        }
    }

    /** CAP_BPF is 39, CAP_SYS_ADMIN 21 ({@code linux/capability.h}). */
    private boolean mayLoad() throws IOException {
        long effective = kernel.files()
                .text("/proc/self/status")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith("CapEff:"))
                .findFirst()
                .map(line -> Long.parseUnsignedLong(
                        line.substring(line.indexOf(':') + 1).strip(), 16))
                .orElse(0L);
        return (effective & (1L << 39 | 1L << 21)) != 0;
    }
}
