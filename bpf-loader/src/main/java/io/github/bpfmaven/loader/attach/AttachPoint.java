package io.github.bpfmaven.loader.attach;

import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.loader.map.LoadedMap;

/**
 * What a program is attached to.
 *
 * <p>Network interfaces are given by their names or indices, those of the network namespace of the thread. When an interface goes, what
 * is attached to it goes, too; the link can still be closed.
 */
public sealed interface AttachPoint {
    /**
     * A tracepoint of the kernel.
     *
     * @param category {@code sched}
     * @param name {@code sched_switch}
     */
    record Tracepoint(String category, String name) implements AttachPoint {}

    /** A raw tracepoint of the kernel, for {@code raw_tp} programs. */
    record RawTracepoint(String name) implements AttachPoint {}

    /**
     * What the program was loaded for: {@code tp_btf}, {@code fentry}, {@code fexit}, {@code fmod_ret}, {@code lsm},
     * {@code freplace}.
     */
    record AsLoaded() implements AttachPoint {}

    /**
     * A network interface's driver, for XDP.
     *
     * @param networkInterface which
     * @param mode where packets are taken
     */
    record Xdp(NetworkDevice networkInterface, XdpMode mode) implements AttachPoint {
        /** By the interface's name. */
        public Xdp(String networkInterface, XdpMode mode) {
            this(new NetworkDevice.Name(networkInterface), mode);
        }

        /** By the interface's index. */
        public Xdp(int networkInterface, XdpMode mode) {
            this(new NetworkDevice.Index(networkInterface), mode);
        }
    }

    /** Where XDP takes packets. */
    enum XdpMode {
        /** In the driver where that can, else behind it. */
        AUTOMATIC(0),
        /** Behind the driver: any interface can do that. */
        GENERIC(1 << 1),
        /** In the driver, or not at all. */
        NATIVE(1 << 2),
        /** In the network card. */
        OFFLOADED(1 << 3);

        private final int flag;

        XdpMode(int flag) {
            this.flag = flag;
        }

        int flag() {
            return flag;
        }
    }

    /**
     * A network interface's traffic control, by a link (tcx, Linux 6.6).
     *
     * @param networkInterface which
     * @param direction of the packets
     */
    record Tcx(NetworkDevice networkInterface, Direction direction) implements AttachPoint {
        /** By the interface's name. */
        public Tcx(String networkInterface, Direction direction) {
            this(new NetworkDevice.Name(networkInterface), direction);
        }

        /** By the interface's index. */
        public Tcx(int networkInterface, Direction direction) {
            this(new NetworkDevice.Index(networkInterface), direction);
        }
    }

    /**
     * A network interface's traffic control, by a filter, as kernels before 6.6 have it: {@code clsact} with direct action. It
     * stays if the process ends without closing the link.
     *
     * @param networkInterface which
     * @param direction of the packets
     */
    record Tc(NetworkDevice networkInterface, Direction direction) implements AttachPoint {
        /** By the interface's name. */
        public Tc(String networkInterface, Direction direction) {
            this(new NetworkDevice.Name(networkInterface), direction);
        }

        /** By the interface's index. */
        public Tc(int networkInterface, Direction direction) {
            this(new NetworkDevice.Index(networkInterface), direction);
        }
    }

    /** Which way packets go. */
    enum Direction {
        /** They come in. */
        INGRESS,
        /** They go out. */
        EGRESS
    }

    /** One end of a netkit pair of interfaces (Linux 6.7), the one that the program's section names. */
    record Netkit(NetworkDevice networkInterface) implements AttachPoint {
        /** By the interface's name. */
        public Netkit(String networkInterface) {
            this(new NetworkDevice.Name(networkInterface));
        }

        /** By the interface's index. */
        public Netkit(int networkInterface) {
            this(new NetworkDevice.Index(networkInterface));
        }
    }

    /**
     * A control group of version 2.
     *
     * @param directory its directory below {@code /sys/fs/cgroup}
     */
    record Cgroup(String directory) implements AttachPoint {}

    /**
     * A network namespace, for {@code sk_lookup} and {@code flow_dissector}.
     *
     * @param file {@code /proc/self/ns/net} for that of the process
     */
    record NetworkNamespace(String file) implements AttachPoint {}

    /**
     * A socket, for socket filters and {@code sk_reuseport}.
     *
     * @param descriptor of a socket of this process
     */
    record Socket(int descriptor) implements AttachPoint {}

    /** A map of sockets, for {@code sk_skb} and {@code sk_msg}. */
    record SocketMap(LoadedMap map) implements AttachPoint {}

    /**
     * What an iterator goes through.
     *
     * @param map whose elements it goes through, for {@code iter/bpf_map_elem} and the like; nothing for others
     */
    record Iterator(Optional<LoadedMap> map) implements AttachPoint {}

    /**
     * A hook of netfilter (Linux 6.4).
     *
     * @param family 2 for IPv4, 10 for IPv6 ({@code NFPROTO_*})
     * @param hook 0 to 4, {@code NF_INET_PRE_ROUTING} to {@code NF_INET_POST_ROUTING}
     * @param priority among the hook's others: smaller ones come first
     * @param defragmented whether packets are put together before
     */
    record Netfilter(int family, int hook, int priority, boolean defragmented) implements AttachPoint {}

    /**
     * A function of the kernel, by a probe.
     *
     * @param function its name
     * @param offset into it, in bytes; 0 for its return
     * @param atReturn at its return, not at its entry
     */
    record Kprobe(String function, long offset, boolean atReturn) implements AttachPoint {}

    /**
     * Functions of the kernel, all by one link (Linux 5.18).
     *
     * @param functions their names
     * @param atReturn at their returns, not at their entries
     */
    record KprobeMulti(List<String> functions, boolean atReturn) implements AttachPoint {
        /** The list is copied. */
        public KprobeMulti {
            functions = List.copyOf(functions);
        }
    }

    /**
     * A place in a program or a library.
     *
     * @param file its path
     * @param offset in that file, in bytes
     * @param atReturn at the return of the function that starts there
     * @param process that is watched; nothing for all that run the file
     */
    record Uprobe(String file, long offset, boolean atReturn, Optional<Integer> process) implements AttachPoint {}

    /**
     * Places in a program or a library, all by one link (Linux 6.6).
     *
     * @param file its path
     * @param offsets in that file, in bytes
     * @param atReturn at the returns of the functions that start there
     * @param process that is watched; nothing for all that run the file
     */
    record UprobeMulti(String file, List<Long> offsets, boolean atReturn, Optional<Integer> process)
            implements AttachPoint {
        /** The list is copied. */
        public UprobeMulti {
            offsets = List.copyOf(offsets);
        }
    }

    /**
     * Functions of the kernel whose names match a pattern, all by one link (Linux 5.18).
     *
     * @param pattern with {@code *} and {@code ?}: {@code tcp_*}
     * @param atReturn at their returns, not at their entries
     */
    record KprobePattern(String pattern, boolean atReturn) implements AttachPoint {}

    /**
     * A function of a program or a library.
     *
     * @param file its path, or its name alone, which is looked for as the system does: {@code libc.so.6}
     * @param function as its symbol tables have it, also with a version: {@code memcpy@GLIBC_2.14}
     * @param offset into it, in bytes; 0 for its return
     * @param atReturn at its return, not at its entry
     * @param process that is watched; nothing for all that run the file
     */
    record UprobeFunction(String file, String function, long offset, boolean atReturn, Optional<Integer> process)
            implements AttachPoint {}

    /**
     * Functions of a program or a library whose names match a pattern, all by one link (Linux 6.6).
     *
     * @param file its path, or its name alone
     * @param pattern with {@code *} and {@code ?}
     * @param atReturn at their returns, not at their entries
     * @param process that is watched; nothing for all that run the file
     */
    record UprobePattern(String file, String pattern, boolean atReturn, Optional<Integer> process)
            implements AttachPoint {}

    /**
     * A probe that a program or a library defines itself (USDT), at all of its places.
     *
     * @param file its path, or its name alone
     * @param provider {@code libc}
     * @param name {@code setjmp}
     * @param cookie what {@code bpf_usdt_cookie} gives to the program
     * @param process that is watched; nothing for all that run the file
     */
    record Usdt(String file, String provider, String name, long cookie, Optional<Integer> process)
            implements AttachPoint {}

    /**
     * An event of {@code perf}.
     *
     * @param descriptor of the event, which stays with the caller
     */
    record PerfEvent(int descriptor) implements AttachPoint {}
}
