package io.github.bpfmaven.headers;

import java.util.List;

/** Writes {@code docs/helpers.md} from the lines of {@code helpers.tsv}. */
final class HelperPage {

    static String page(List<HelperDefs.Helper> helpers) {
        StringBuilder text = new StringBuilder("""
                # Helper functions

                <!-- Written from bpf-headers/src/main/data/helpers.tsv (HelperPage): change that, not this. -->

                What `<bpf/bpf_helpers.h>` declares. No helper will follow: since Linux 6.2 new functions are kfuncs, which programs
                declare `extern ... __ksym` and the kernel's `vmlinux.h` has prototypes of.

                Programs: by program type, as the verifier of Linux 6.18 answered, with all capabilities; an older kernel may allow a
                helper to fewer types. "all" are socket_filter, kprobe, sched_cls, sched_act, tracepoint, xdp, perf_event, cgroup_skb,
                cgroup_sock, lwt_in, lwt_out, lwt_xmit, sock_ops, sk_skb, cgroup_device, sk_msg, raw_tracepoint, cgroup_sock_addr,
                lwt_seg6local, sk_reuseport, flow_dissector, cgroup_sysctl, raw_tracepoint_writable, cgroup_sockopt, tracing,
                struct_ops, sk_lookup, syscall and netfilter. lsm and lirc_mode2 stand where only they may. Some helpers need a sleepable
                program, a license that goes with the GPL, or a certain attach type.

                | number | prototype | since Linux | programs |
                | --- | --- | --- | --- |
                """);
        for (HelperDefs.Helper helper : helpers) {
            text.append("| <a id=\"bpf_%s\"></a>%d | `%s` | %s | %s |\n"
                    .formatted(
                            helper.name(),
                            helper.number(),
                            helper.prototype(),
                            helper.since(),
                            helper.programs().replace(",", ", ")));
        }
        return text.toString();
    }

    private HelperPage() {}
}
