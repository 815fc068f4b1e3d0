package io.github.bpfmaven.loader;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.bpfmaven.loader.attach.AttachPoint;
import io.github.bpfmaven.loader.attach.AttachPoint.Direction;
import io.github.bpfmaven.loader.attach.AttachPoint.XdpMode;
import io.github.bpfmaven.loader.attach.Link;
import io.github.bpfmaven.loader.kernel.Argument;
import io.github.bpfmaven.loader.kernel.Block;
import io.github.bpfmaven.loader.kernel.Descriptor;
import io.github.bpfmaven.loader.kernel.SystemCall;
import io.github.bpfmaven.loader.map.LoadedMap;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A program that is attached")
final class AttachTest extends LocalKernelCase {
    private static final String COUNTERS = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            __u64 count;

            SEC("xdp")
            int on_xdp(struct xdp_md *ctx)
            {
            	__sync_fetch_and_add(&count, 1);
            	return XDP_PASS;
            }

            SEC("tcx/ingress")
            int on_ingress(struct __sk_buff *skb)
            {
            	__sync_fetch_and_add(&count, 1);
            	return -1;
            }

            SEC("socket")
            int on_socket(struct __sk_buff *skb)
            {
            	__sync_fetch_and_add(&count, 1);
            	return skb->len;
            }

            SEC("cgroup/sock_create")
            int on_create(struct bpf_sock *sk)
            {
            	__sync_fetch_and_add(&count, 1);
            	return 1;
            }

            SEC("sk_lookup")
            int on_lookup(struct bpf_sk_lookup *ctx)
            {
            	__sync_fetch_and_add(&count, 1);
            	return SK_PASS;
            }

            struct bpf_nf_ctx;

            SEC("netfilter")
            int on_packet(struct bpf_nf_ctx *ctx)
            {
            	__sync_fetch_and_add(&count, 1);
            	return 1;
            }

            SEC("tp/syscalls/sys_enter_execve")
            int on_tracepoint(void *ctx)
            {
            	__sync_fetch_and_add(&count, 1);
            	return 0;
            }

            SEC("raw_tp/sys_enter")
            int on_raw(struct bpf_raw_tracepoint_args *ctx)
            {
            	__sync_fetch_and_add(&count, 1);
            	return 0;
            }

            SEC("tp_btf/sys_enter")
            int on_typed(unsigned long long *ctx)
            {
            	__sync_fetch_and_add(&count, 1);
            	return 0;
            }

            SEC("uprobe.multi")
            int on_places(void *ctx)
            {
            	__sync_fetch_and_add(&count, 1);
            	return 0;
            }

            SEC("perf_event")
            int on_event(void *ctx)
            {
            	__sync_fetch_and_add(&count, 1);
            	return 0;
            }

            SEC("uprobe")
            int on_uprobe(void *ctx)
            {
            	__sync_fetch_and_add(&count, 1);
            	return 0;
            }

            char LICENSE[] SEC("license") = "GPL";
            """;

    private byte[] object;

    @BeforeAll
    void compile() {
        object = objects.ofText(COUNTERS);
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Runs what the program is to see, with it and without it. */
    private void check(String program, AttachPoint point, Work work) throws Exception {
        var before = OpenFiles.bpf();
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var count = loaded.map(".bss").memory();
            work.run();
            assertEquals(0, count.getLong(0), "it runs already");
            Link link = loaded.program(program).attach(point);
            work.run();
            link.close();
            link.close();
            // Not before: a clock may strike once more.
            var seen = count.getLong(0);
            work.run();
            assertTrue(seen > 0, "it does not run");
            assertEquals(seen, count.getLong(0), "it still runs");
        }
        assertEquals(before, OpenFiles.bpf());
    }

    private static void ping() throws Exception {
        // A datagram to an address of one's own comes in by the loopback.
        try (var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            socket.setSoTimeout(2000);
            var packet = new DatagramPacket(new byte[] {1, 2, 3}, 3, socket.getLocalAddress(), socket.getLocalPort());
            socket.send(packet);
            socket.receive(packet);
        }
    }

    @Test
    @DisplayName("to an interface by XDP sees its packets")
    void xdp() throws Exception {
        NetworkNamespaces.in(() -> {
            NetworkNamespaces.run("ip", "link", "set", "lo", "up");
            check("on_xdp", new AttachPoint.Xdp("lo", XdpMode.GENERIC), AttachTest::ping);
            return true;
        });
    }

    @Test
    @DisplayName("to one end of a pair of interfaces in the driver sees what the other sends")
    void nativeXdp() throws Exception {
        NetworkNamespaces.in(() -> {
            NetworkNamespaces.run("ip", "link", "add", "one", "type", "veth", "peer", "name", "two");
            NetworkNamespaces.run("ip", "addr", "add", "10.1.1.1/24", "dev", "one");
            NetworkNamespaces.run("ip", "link", "set", "one", "up");
            NetworkNamespaces.run("ip", "link", "set", "two", "up");
            check("on_xdp", new AttachPoint.Xdp("two", XdpMode.NATIVE), () -> {
                try (var socket = new DatagramSocket()) {
                    socket.setBroadcast(true);
                    socket.send(new DatagramPacket(new byte[3], 3, InetAddress.getByName("10.1.1.255"), 9));
                }
                Thread.sleep(20);
            });
            return true;
        });
    }

    @Test
    @DisplayName("to an interface's traffic control sees its packets")
    void tcx() throws Exception {
        NetworkNamespaces.in(() -> {
            NetworkNamespaces.run("ip", "link", "set", "lo", "up");
            check("on_ingress", new AttachPoint.Tcx("lo", Direction.INGRESS), AttachTest::ping);
            return true;
        });
    }

    @Test
    @DisplayName("to an interface's traffic control by a filter sees its packets, also where there is one already")
    void tc() throws Exception {
        NetworkNamespaces.in(() -> {
            NetworkNamespaces.run("ip", "link", "set", "lo", "up");
            check("on_ingress", new AttachPoint.Tc("lo", Direction.INGRESS), AttachTest::ping);
            check("on_ingress", new AttachPoint.Tc("lo", Direction.EGRESS), AttachTest::ping);
            try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
                loaded.program("on_ingress").attach(new AttachPoint.Tc("lo", Direction.INGRESS));
                check("on_ingress", new AttachPoint.Tc("lo", Direction.INGRESS), AttachTest::ping);
                assertTrue(loaded.map(".bss").memory().getLong(0) > 0);
            }
            assertEquals("", NetworkNamespaces.run("tc", "filter", "show", "dev", "lo", "ingress"));
            return true;
        });
    }

    @Test
    @DisplayName("to a hook of netfilter sees packets")
    void netfilter() throws Exception {
        NetworkNamespaces.in(() -> {
            NetworkNamespaces.run("ip", "link", "set", "lo", "up");
            check("on_packet", new AttachPoint.Netfilter(2, 1, -128, false), AttachTest::ping);
            return true;
        });
    }

    @Test
    @DisplayName("to a network namespace sees connections that look for a socket")
    void skLookup() throws Exception {
        NetworkNamespaces.in(() -> {
            NetworkNamespaces.run("ip", "link", "set", "lo", "up");
            var namespace = "/proc/thread-self/ns/net";
            check("on_lookup", new AttachPoint.NetworkNamespace(namespace), AttachTest::ping);
            return true;
        });
    }

    @Test
    @DisplayName("to a control group sees sockets that its processes make")
    void cgroup() throws Exception {
        var group =
                cgroups().resolve("bpf-loader-test-" + ProcessHandle.current().pid());
        Files.createDirectory(group);
        try {
            check(
                    "on_create",
                    new AttachPoint.Cgroup(group.toString()),
                    () -> NetworkNamespaces.run(
                            "sh",
                            "-c",
                            "echo $$ > " + group + "/cgroup.procs && exec bash -c 'exec 3<>/dev/udp/127.0.0.1/9'"));
        } finally {
            Files.delete(group);
        }
    }

    private static Path cgroups() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields[2].equals("cgroup2"))
                .map(fields -> Path.of(fields[1]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("to a socket sees what it receives")
    void socket() throws Exception {
        NetworkNamespaces.in(() -> {
            NetworkNamespaces.run("ip", "link", "set", "lo", "up");
            // All packets of all interfaces (AF_PACKET, SOCK_RAW, ETH_P_ALL).
            try (var socket = Descriptor.of(
                    kernel.kernel(),
                    "socket",
                    kernel.kernel().call(SystemCall.SOCKET, Argument.of(17), Argument.of(3), Argument.of(0x0300)))) {
                check("on_socket", new AttachPoint.Socket(socket.number()), AttachTest::ping);
            }
            return true;
        });
    }

    @Test
    @DisplayName("to a tracepoint, a raw one or a typed one runs at each system call")
    void tracepoints() throws Exception {
        Kernel.requireTracepoints();
        for (var program : new String[] {"on_tracepoint", "on_raw", "on_typed"}) {
            try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
                var count = loaded.map(".bss").memory();
                var link = loaded.program(program).attach();
                NetworkNamespaces.run("sh", "-c", "true");
                assertTrue(count.getLong(0) > 0, program);
                link.close();
            }
        }
    }

    @Test
    @DisplayName("without a place in its section says what to do")
    void nowhere() throws Exception {
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var program = loaded.program("on_xdp");
            var noPlace = assertThrows(IllegalArgumentException.class, program::attach);
            assertEquals(
                    "the section 'xdp' does not say what the program 'on_xdp' is attached to; say it: attach(new"
                            + " AttachPoint.…)",
                    noPlace.getMessage());
            var noInterface = assertThrows(
                    BpfLoadException.class, () -> program.attach(new AttachPoint.Xdp("nosuch0", XdpMode.GENERIC)));
            assertTrue(
                    noInterface.getMessage().contains("network interface 'nosuch0': ENODEV"), noInterface.getMessage());
        }
    }

    @Test
    @DisplayName("as an iterator prints what it goes through")
    void iterators() throws Exception {
        try (var loaded = BpfObjectLoader.of(objects.of("iterators")).load(kernel);
                var hashes = BpfObjectLoader.of(objects.of("loop_callback")).load(kernel)) {
            var tasks = loaded.program("dump_task").attach();
            var own = ProcessHandle.current().pid() + " java";
            var lines = new String(tasks.readIterator(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertEquals("pid comm", lines.get(0));
            assertTrue(lines.stream().anyMatch(line -> line.equals(own)), lines.toString());

            var numbers = hashes.map("numbers");
            numbers.put(
                    ByteBuffer.allocate(4)
                            .order(ByteOrder.nativeOrder())
                            .putInt(77)
                            .array(),
                    new byte[8]);
            var elements = loaded.program("dump_element").attach(new AttachPoint.Iterator(Optional.of(numbers)));
            assertEquals(
                    77,
                    ByteBuffer.wrap(elements.readIterator())
                            .order(ByteOrder.nativeOrder())
                            .getInt());
        }
    }

    @Test
    @DisplayName("as a table of functions takes effect until it is closed: a congestion control")
    void structOps() throws Exception {
        try (var loaded = BpfObjectLoader.of(objects.of("struct_ops")).load(kernel)) {
            assertFalse(algorithms().contains("bpf_lazy"));
            var link = loaded.structOps("lazy").attach();
            assertTrue(algorithms().contains("bpf_lazy"));
            link.close();
            assertFalse(algorithms().contains("bpf_lazy"));
        }
        try (var loaded = BpfObjectLoader.of(objects.of("struct_ops")).load(kernel)) {
            assertEquals(1, loaded.attach().size());
            assertTrue(algorithms().contains("bpf_lazy"));
        }
        assertFalse(algorithms().contains("bpf_lazy"));
    }

    private static String algorithms() throws IOException {
        return Files.readString(Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control"));
    }

    @Test
    @DisplayName("by a link that is pinned stays attached when its object is closed")
    void pinned() throws Exception {
        var pins = Kernel.newPin();
        Files.createDirectory(pins);
        try {
            try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
                var link = loaded.program("on_raw").attach();
                link.pin(pins + "/link");
                loaded.map(".bss").pin(pins + "/bss");
            }
            try (var bss = LoadedMap.pinned(kernel, pins + "/bss").orElseThrow()) {
                var count = bss.memory();
                var before = count.getLong(0);
                NetworkNamespaces.run("true");
                assertTrue(count.getLong(0) > before);
                Files.delete(pins.resolve("link"));
                // Links go a moment after their last descriptor.
                Thread.sleep(200);
                var after = count.getLong(0);
                NetworkNamespaces.run("true");
                assertEquals(after, count.getLong(0));
            }
        } finally {
            Kernel.unpin(pins);
        }
    }

    @Test
    @DisplayName("to a place in a library runs when a process comes there")
    void uprobe() throws Exception {
        var library = Path.of("/lib/x86_64-linux-gnu/libc.so.6");
        Assumptions.assumeTrue(Files.exists(library));
        var start = offset(library, "getppid");
        check(
                "on_uprobe",
                new AttachPoint.Uprobe(library.toRealPath().toString(), start, false, Optional.empty()),
                () -> NetworkNamespaces.run("sh", "-c", "exec sh -c 'echo $PPID'"));
    }

    @Test
    @DisplayName("to several places in a library at once runs at each of them")
    void uprobes() throws Exception {
        var library = Path.of("/lib/x86_64-linux-gnu/libc.so.6");
        Assumptions.assumeTrue(Files.exists(library));
        var places = List.of(offset(library, "getppid"), offset(library, "getpid"));
        check(
                "on_places",
                new AttachPoint.UprobeMulti(library.toRealPath().toString(), places, false, Optional.empty()),
                () -> NetworkNamespaces.run("sh", "-c", "exec sh -c 'echo $PPID'"));
    }

    @Test
    @DisplayName("to an event of perf runs when the event comes: a clock")
    void perfEvent() throws Exception {
        // PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CPU_CLOCK, each millisecond, on one CPU.
        var attributes = Block.input(kernel.kernel().byteOrder(), 72)
                .putInt(0, 1)
                .putInt(4, 72)
                .putLong(16, 1_000_000);
        try (var event = Descriptor.of(
                kernel.kernel(),
                "perf_event_open",
                kernel.kernel()
                        .call(
                                SystemCall.PERF_EVENT_OPEN,
                                attributes,
                                Argument.of(0),
                                Argument.of(-1),
                                Argument.of(-1),
                                Argument.of(8)))) {
            check("on_event", new AttachPoint.PerfEvent(event.number()), () -> {
                var end = System.nanoTime() + 50_000_000;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    @Test
    @DisplayName("to a map of sockets, or to a kernel without such probes, says how that went")
    void others() throws Exception {
        try (var programs = BpfObjectLoader.of(objects.of("network_kinds")).load(kernel);
                var sockets = BpfObjectLoader.of(objects.of("maps_socket")).load(kernel);
                var probes = BpfObjectLoader.of(objects.of("register_probes")).load(kernel)) {
            var point = new AttachPoint.SocketMap(sockets.map("by_index"));
            var link = programs.program("message").attach(point);
            assertThrows(UnsupportedOperationException.class, () -> link.pin("/sys/fs/bpf/never"));
            link.close();
            programs.program("message").attach(point).close();
            programs.program("dissect")
                    .attach(new AttachPoint.NetworkNamespace("/proc/thread-self/ns/net"))
                    .close();

            if (!Files.exists(Path.of("/sys/bus/event_source/devices/kprobe"))) {
                var none = assertThrows(
                        IOException.class, () -> probes.program("on_entry").attach());
                assertTrue(none.getMessage().contains("this kernel has no probes of kind kprobe"), none.getMessage());
            }
        }
    }

    /** Where a function of a library is in its file. */
    private static long offset(Path library, String function) throws Exception {
        return Long.parseLong(
                NetworkNamespaces.run(
                                "sh",
                                "-c",
                                "readelf -W --dyn-syms " + library + " | awk '$8 ~ /^" + function
                                        + "@@/ {print $2; exit}'")
                        .strip(),
                16);
    }
}
