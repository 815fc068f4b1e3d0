package io.github.bpfmaven.loader.command;

import java.util.Locale;
import java.util.Optional;

/**
 * What a program can be attached to. The ordinal is the kernel's number; the last four are newer than Linux 6.18.
 *
 * <p>Source: {@code enum bpf_attach_type} in {@code include/uapi/linux/bpf.h}, as libbpf 1.8 has it.
 */
public enum AttachType {
    /** {@code BPF_CGROUP_INET_INGRESS}. */
    CGROUP_INET_INGRESS,
    /** {@code BPF_CGROUP_INET_EGRESS}. */
    CGROUP_INET_EGRESS,
    /** {@code BPF_CGROUP_INET_SOCK_CREATE}. */
    CGROUP_INET_SOCK_CREATE,
    /** {@code BPF_CGROUP_SOCK_OPS}. */
    CGROUP_SOCK_OPS,
    /** {@code BPF_SK_SKB_STREAM_PARSER}. */
    SK_SKB_STREAM_PARSER,
    /** {@code BPF_SK_SKB_STREAM_VERDICT}. */
    SK_SKB_STREAM_VERDICT,
    /** {@code BPF_CGROUP_DEVICE}. */
    CGROUP_DEVICE,
    /** {@code BPF_SK_MSG_VERDICT}. */
    SK_MSG_VERDICT,
    /** {@code BPF_CGROUP_INET4_BIND}. */
    CGROUP_INET4_BIND,
    /** {@code BPF_CGROUP_INET6_BIND}. */
    CGROUP_INET6_BIND,
    /** {@code BPF_CGROUP_INET4_CONNECT}. */
    CGROUP_INET4_CONNECT,
    /** {@code BPF_CGROUP_INET6_CONNECT}. */
    CGROUP_INET6_CONNECT,
    /** {@code BPF_CGROUP_INET4_POST_BIND}. */
    CGROUP_INET4_POST_BIND,
    /** {@code BPF_CGROUP_INET6_POST_BIND}. */
    CGROUP_INET6_POST_BIND,
    /** {@code BPF_CGROUP_UDP4_SENDMSG}. */
    CGROUP_UDP4_SENDMSG,
    /** {@code BPF_CGROUP_UDP6_SENDMSG}. */
    CGROUP_UDP6_SENDMSG,
    /** {@code BPF_LIRC_MODE2}. */
    LIRC_MODE2,
    /** {@code BPF_FLOW_DISSECTOR}. */
    FLOW_DISSECTOR,
    /** {@code BPF_CGROUP_SYSCTL}. */
    CGROUP_SYSCTL,
    /** {@code BPF_CGROUP_UDP4_RECVMSG}. */
    CGROUP_UDP4_RECVMSG,
    /** {@code BPF_CGROUP_UDP6_RECVMSG}. */
    CGROUP_UDP6_RECVMSG,
    /** {@code BPF_CGROUP_GETSOCKOPT}. */
    CGROUP_GETSOCKOPT,
    /** {@code BPF_CGROUP_SETSOCKOPT}. */
    CGROUP_SETSOCKOPT,
    /** {@code BPF_TRACE_RAW_TP}. */
    TRACE_RAW_TP,
    /** {@code BPF_TRACE_FENTRY}. */
    TRACE_FENTRY,
    /** {@code BPF_TRACE_FEXIT}. */
    TRACE_FEXIT,
    /** {@code BPF_MODIFY_RETURN}. */
    MODIFY_RETURN,
    /** {@code BPF_LSM_MAC}. */
    LSM_MAC,
    /** {@code BPF_TRACE_ITER}. */
    TRACE_ITER,
    /** {@code BPF_CGROUP_INET4_GETPEERNAME}. */
    CGROUP_INET4_GETPEERNAME,
    /** {@code BPF_CGROUP_INET6_GETPEERNAME}. */
    CGROUP_INET6_GETPEERNAME,
    /** {@code BPF_CGROUP_INET4_GETSOCKNAME}. */
    CGROUP_INET4_GETSOCKNAME,
    /** {@code BPF_CGROUP_INET6_GETSOCKNAME}. */
    CGROUP_INET6_GETSOCKNAME,
    /** {@code BPF_XDP_DEVMAP}. */
    XDP_DEVMAP,
    /** {@code BPF_CGROUP_INET_SOCK_RELEASE}. */
    CGROUP_INET_SOCK_RELEASE,
    /** {@code BPF_XDP_CPUMAP}. */
    XDP_CPUMAP,
    /** {@code BPF_SK_LOOKUP}. */
    SK_LOOKUP,
    /** {@code BPF_XDP}. */
    XDP,
    /** {@code BPF_SK_SKB_VERDICT}. */
    SK_SKB_VERDICT,
    /** {@code BPF_SK_REUSEPORT_SELECT}. */
    SK_REUSEPORT_SELECT,
    /** {@code BPF_SK_REUSEPORT_SELECT_OR_MIGRATE}. */
    SK_REUSEPORT_SELECT_OR_MIGRATE,
    /** {@code BPF_PERF_EVENT}. */
    PERF_EVENT,
    /** {@code BPF_TRACE_KPROBE_MULTI}. */
    TRACE_KPROBE_MULTI,
    /** {@code BPF_LSM_CGROUP}. */
    LSM_CGROUP,
    /** {@code BPF_STRUCT_OPS}. */
    STRUCT_OPS,
    /** {@code BPF_NETFILTER}. */
    NETFILTER,
    /** {@code BPF_TCX_INGRESS}. */
    TCX_INGRESS,
    /** {@code BPF_TCX_EGRESS}. */
    TCX_EGRESS,
    /** {@code BPF_TRACE_UPROBE_MULTI}. */
    TRACE_UPROBE_MULTI,
    /** {@code BPF_CGROUP_UNIX_CONNECT}. */
    CGROUP_UNIX_CONNECT,
    /** {@code BPF_CGROUP_UNIX_SENDMSG}. */
    CGROUP_UNIX_SENDMSG,
    /** {@code BPF_CGROUP_UNIX_RECVMSG}. */
    CGROUP_UNIX_RECVMSG,
    /** {@code BPF_CGROUP_UNIX_GETPEERNAME}. */
    CGROUP_UNIX_GETPEERNAME,
    /** {@code BPF_CGROUP_UNIX_GETSOCKNAME}. */
    CGROUP_UNIX_GETSOCKNAME,
    /** {@code BPF_NETKIT_PRIMARY}. */
    NETKIT_PRIMARY,
    /** {@code BPF_NETKIT_PEER}. */
    NETKIT_PEER,
    /** {@code BPF_TRACE_KPROBE_SESSION}. */
    TRACE_KPROBE_SESSION,
    /** {@code BPF_TRACE_UPROBE_SESSION}. */
    TRACE_UPROBE_SESSION,
    /** {@code BPF_TRACE_FSESSION}. */
    TRACE_FSESSION,
    /** {@code BPF_TRACE_FENTRY_MULTI}. */
    TRACE_FENTRY_MULTI,
    /** {@code BPF_TRACE_FEXIT_MULTI}. */
    TRACE_FEXIT_MULTI,
    /** {@code BPF_TRACE_FSESSION_MULTI}. */
    TRACE_FSESSION_MULTI;

    /** The kernel's number. */
    public int number() {
        return ordinal();
    }

    /**
     * The type of a name as bpftool prints it, and {@link io.github.bpfmaven.object.ProgramKind#attachType} has it.
     *
     * @param name {@code cgroup_inet_ingress}
     * @return nothing if there is none of that name
     */
    public static Optional<AttachType> of(String name) {
        for (AttachType type : values()) {
            if (type.toString().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The name that libbpf and bpftool print: {@code tcx_ingress}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
