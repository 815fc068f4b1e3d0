package io.github.bpfmaven.plugin.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import io.github.bpfmaven.loader.kernel.Errno;
import io.github.bpfmaven.loader.types.ProgramProbe;
import io.github.bpfmaven.loader.types.ProgramProbe.Answer;
import io.github.bpfmaven.loader.types.TargetKernel;

/** Which kinds of program this machine's kernel takes from this process. */
final class ProgramsCheck implements Check {
    /** Each with something to be attached to that all kernels have, where one is needed. */
    private static final List<String> SECTIONS = List.of(
            "socket",
            "xdp",
            "tc",
            "cgroup_skb/ingress",
            "cgroup/connect4",
            "sockops",
            "sk_lookup",
            "netfilter",
            "kprobe",
            "tracepoint",
            "raw_tp",
            "perf_event",
            "tp_btf/sys_enter",
            "fentry/schedule",
            "fexit/schedule",
            "iter/task",
            "lsm/file_open",
            "syscall");

    private final Machine machine;

    ProgramsCheck(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "programs";
    }

    @Override
    public List<Finding> examine() throws IOException {
        if (!machine.isLinux()) {
            return List.of();
        }
        try (var kernel = TargetKernel.local()) {
            return examine(new ProgramProbe(kernel));
        } catch (UnsupportedOperationException noKernel) {
            return List.of(Finding.warning(
                    String.valueOf(noKernel.getMessage()), "objects can be built here, and loaded elsewhere"));
        }
    }

    private static List<Finding> examine(ProgramProbe probe) throws IOException {
        var taken = new ArrayList<String>();
        var refused = new TreeMap<String, List<String>>();
        for (var section : SECTIONS) {
            var kind = section.replaceFirst("/.*", "");
            var answer = probe.load(section);
            if (answer instanceof Answer.Taken) {
                taken.add(kind);
            } else {
                refused.computeIfAbsent(reason(answer), reason -> new ArrayList<>())
                        .add(kind);
            }
        }
        var findings = new ArrayList<Finding>();
        if (!taken.isEmpty()) {
            findings.add(Finding.ok("this kernel takes " + String.join(", ", taken)));
        }
        refused.forEach((reason, kinds) -> findings.add(Finding.warning(
                "not taken: " + String.join(", ", kinds) + " (" + reason + ")", cure(reason, taken.isEmpty()))));
        return findings;
    }

    private static String reason(Answer answer) {
        if (answer instanceof Answer.NoTarget none) {
            return "the kernel's BTF has no " + none.name();
        }
        var errno = ((Answer.Refused) answer).errno();
        return Errno.of(errno).map(known -> known.name()).orElse("error " + errno);
    }

    private static String cure(String reason, boolean nothingTaken) {
        if (reason.equals(Errno.EPERM.name()) || reason.equals(Errno.EACCES.name())) {
            return nothingTaken
                    ? "see rights; if those are there, a seccomp filter or a security module keeps bpf(2) away"
                    : "see rights and settings; a security module or a guest's hypervisor may forbid these alone";
        }
        return "take a newer kernel, or one that is built with them, if programs are of these kinds";
    }
}
