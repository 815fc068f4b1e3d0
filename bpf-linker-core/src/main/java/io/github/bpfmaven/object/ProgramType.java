package io.github.bpfmaven.object;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of program that Linux 6.18 knows. The ordinal is the kernel's number.
 *
 * <p>Source: {@code enum bpf_prog_type} in {@code include/uapi/linux/bpf.h}, Linux 6.18.
 */
public enum ProgramType {
    /** No type; no program has it. */
    UNSPEC,
    /** Filters what a socket receives. */
    SOCKET_FILTER,
    /** Runs at kprobes, uprobes, USDT. */
    KPROBE,
    /** Classifies packets for traffic control; tcx and netkit. */
    SCHED_CLS,
    /** An action of traffic control. */
    SCHED_ACT,
    /** Runs at tracepoints of the kernel. */
    TRACEPOINT,
    /** Runs on packets in the network driver. */
    XDP,
    /** Runs at perf events. */
    PERF_EVENT,
    /** Filters packets of a control group. */
    CGROUP_SKB,
    /** Runs when sockets of a control group are made, bound or released. */
    CGROUP_SOCK,
    /** Packets that come in through a lightweight tunnel. */
    LWT_IN,
    /** Packets that go out through a lightweight tunnel. */
    LWT_OUT,
    /** Packets that a lightweight tunnel sends. */
    LWT_XMIT,
    /** Runs at events of TCP connections. */
    SOCK_OPS,
    /** Parses and redirects what sockets in a map receive. */
    SK_SKB,
    /** Allows devices to a control group. */
    CGROUP_DEVICE,
    /** Runs on messages that sockets in a map send. */
    SK_MSG,
    /** Runs at tracepoints, with their raw arguments. */
    RAW_TRACEPOINT,
    /** Runs on addresses of sockets of a control group. */
    CGROUP_SOCK_ADDR,
    /** An action of IPv6 segment routing. */
    LWT_SEG6LOCAL,
    /** Decodes infrared signals. */
    LIRC_MODE2,
    /** Chooses one of the sockets that share a port. */
    SK_REUSEPORT,
    /** Takes packets apart for the network stack. */
    FLOW_DISSECTOR,
    /** Runs when a control group reads or writes sysctls. */
    CGROUP_SYSCTL,
    /** Runs at tracepoints whose argument it may write. */
    RAW_TRACEPOINT_WRITABLE,
    /** Runs on socket options of a control group. */
    CGROUP_SOCKOPT,
    /** Runs at functions and tracepoints of the kernel by BTF, and iterators. */
    TRACING,
    /** A function in a table of functions of the kernel. */
    STRUCT_OPS,
    /** Replaces a function of another program. */
    EXT,
    /** Runs at hooks of Linux security modules. */
    LSM,
    /** Chooses the socket for a connection. */
    SK_LOOKUP,
    /** Runs when user space asks for it, and may call {@code bpf(2)}. */
    SYSCALL,
    /** Runs at hooks of netfilter. */
    NETFILTER;

    /**
     * The type of that number.
     *
     * @return nothing if Linux 6.18 has none
     */
    public static Optional<ProgramType> of(int number) {
        ProgramType[] all = values();
        return number >= 0 && number < all.length ? Optional.of(all[number]) : Optional.empty();
    }

    /** The kernel's number. */
    public int number() {
        return ordinal();
    }

    /** The kernel's name: {@code BPF_PROG_TYPE_XDP}. */
    public String constant() {
        return "BPF_PROG_TYPE_" + name();
    }

    /** The name that libbpf and bpftool print: {@code sched_cls}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
