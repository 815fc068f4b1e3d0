package io.github.bpfmaven.headers;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                program or a certain attach type.

                License: "GPL" stands where the license of the program must go with the GPL (`GPL`, `Dual BSD/GPL` …), asked in the same
                way. Whatever they call, so must that of lsm and struct_ops programs, and of those that call kfuncs.

                | number | prototype | since Linux | license | programs |
                | --- | --- | --- | --- | --- |
                """);
        for (HelperDefs.Helper helper : helpers) {
            text.append("| <a id=\"bpf_%s\"></a>%d | `%s` | %s | %s | %s |\n"
                    .formatted(
                            helper.name(),
                            helper.number(),
                            helper.prototype(),
                            helper.since(),
                            license(helper),
                            helper.programs().replace(",", ", ")));
        }
        text.append("""

                ## By program type

                Besides those of "all":

                | program type | helpers |
                | --- | --- |
                """);
        for (String type : types(helpers)) {
            text.append("| <a id=\"%s\"></a>%s | %s |\n".formatted(type, type, of(type, helpers)));
        }
        return text.toString();
    }

    private static String license(HelperDefs.Helper helper) {
        if (!helper.attributes().startsWith("gpl")) {
            return "";
        }
        String free = helper.attributes().substring("gpl".length());
        return free.isEmpty() ? "GPL" : "GPL, but for " + free.substring(1);
    }

    private static TreeSet<String> types(List<HelperDefs.Helper> helpers) {
        TreeSet<String> types = helpers.stream()
                .filter(helper -> !helper.programs().startsWith("all"))
                .flatMap(helper -> Stream.of(helper.programs().split(",")))
                .filter(type -> !type.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        // No helper is for a few and for this one.
        types.add("netfilter");
        return types;
    }

    private static String of(String type, List<HelperDefs.Helper> helpers) {
        return helpers.stream()
                .filter(helper -> List.of(helper.programs().split(",")).contains(type))
                .map(helper -> "[%s](#bpf_%s)".formatted(helper.name(), helper.name()))
                .collect(Collectors.joining(", "));
    }

    private HelperPage() {}
}
