package io.github.bpfmaven.loader;

import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.bpfmaven.btf.BtfKind;
import io.github.bpfmaven.loader.attach.AttachPoint;
import io.github.bpfmaven.loader.attach.AttachPoint.Direction;
import io.github.bpfmaven.loader.attach.AttachPoint.XdpMode;
import io.github.bpfmaven.loader.attach.Link;
import io.github.bpfmaven.loader.attach.NetworkDevice;
import io.github.bpfmaven.loader.report.BpfLoadException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A network interface")
@Timeout(60)
final class NetworkDeviceTest extends LocalKernelCase {
    private static final String PROGRAMS = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            struct {
            	__uint(type, BPF_MAP_TYPE_HASH);
            	__type(key, __u32);
            	__type(value, __u64);
            	__uint(max_entries, 4);
            } seen SEC(".maps");

            SEC("xdp")
            int on_xdp(struct xdp_md *ctx)
            {
            	__u32 key = 1;
            	__u64 one = 1;

            	bpf_map_update_elem(&seen, &key, &one, BPF_ANY);
            	return XDP_PASS;
            }

            SEC("tc")
            int on_tc(struct __sk_buff *skb)
            {
            	return -1;
            }

            char LICENSE[] SEC("license") = "GPL";
            """;
    private static final String ASKS_DRIVER = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            extern int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx, __u64 *timestamp) __ksym;

            SEC("xdp")
            int timed(struct xdp_md *ctx)
            {
            	__u64 timestamp = 0;

            	return bpf_xdp_metadata_rx_timestamp(ctx, &timestamp) ? XDP_PASS : XDP_DROP;
            }

            char LICENSE[] SEC("license") = "GPL";
            """;

    private byte[] object;

    @BeforeAll
    void compile() {
        object = objects.ofText(PROGRAMS);
    }

    @Test
    @DisplayName("can be given by its index, which is looked for in the thread's network namespace")
    void byIndex() throws Exception {
        NetworkNamespaces.in(() -> {
            add("one");
            var index = new NetworkDevice.Name("one").index(kernel.kernel());
            assertTrue(NetworkNamespaces.run("ip", "link", "show", "one").startsWith(index + ": one@"));
            assertEquals(index, new NetworkDevice.Index(index).index(kernel.kernel()));
            try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
                loaded.program("on_xdp").attach(new AttachPoint.Xdp(index, XdpMode.GENERIC));
                loaded.program("on_tc").attach(new AttachPoint.Tc(index, Direction.EGRESS));
                assertTrue(NetworkNamespaces.run("ip", "link", "show", "one").contains("xdpgeneric"));
                var absent = assertThrows(
                        BpfLoadException.class,
                        () -> loaded.program("on_xdp").attach(new AttachPoint.Xdp(9999, XdpMode.GENERIC)));
                assertTrue(absent.getMessage().contains("network interface 9999: ENODEV"), absent.getMessage());
            }
            assertThrows(IllegalArgumentException.class, () -> new AttachPoint.Xdp(0, XdpMode.GENERIC));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new NetworkDevice.Name("a-name-that-is-too-long").index(kernel.kernel()));
            return true;
        });
    }

    @Test
    @DisplayName(
            "takes along what is attached to it when it goes; links can be closed, and the programs attached elsewhere")
    void goes() throws Exception {
        var before = OpenFiles.bpf();
        NetworkNamespaces.in(() -> {
            add("one");
            add("two");
            try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
                var xdp = loaded.program("on_xdp");
                var tc = loaded.program("on_tc");
                var links = List.of(
                        xdp.attach(new AttachPoint.Xdp("one", XdpMode.GENERIC)),
                        tc.attach(new AttachPoint.Tcx("one", Direction.INGRESS)),
                        tc.attach(new AttachPoint.Tc("one", Direction.EGRESS)));
                NetworkNamespaces.run("ip", "link", "del", "one");
                for (Link link : links) {
                    link.close();
                    link.close();
                }
                var gone = assertThrows(
                        BpfLoadException.class, () -> xdp.attach(new AttachPoint.Xdp("one", XdpMode.GENERIC)));
                assertTrue(gone.getMessage().contains("network interface 'one': ENODEV"), gone.getMessage());
                xdp.attach(new AttachPoint.Xdp("two", XdpMode.GENERIC));
                // The object's end comes after the interface's.
                NetworkNamespaces.run("ip", "link", "del", "two");
            }
            return true;
        });
        assertEquals(before, OpenFiles.bpf());
    }

    @Test
    @DisplayName("can be what a program is bound to, which may ask its driver then and is attached to no other")
    void bound() throws Exception {
        Assumptions.assumeTrue(
                kernel.types()
                        .find("bpf_xdp_metadata_rx_timestamp", BtfKind.FUNC)
                        .isPresent(),
                "this kernel has no functions that ask drivers (Linux 6.3)");
        NetworkNamespaces.in(() -> {
            add("one");
            add("two");
            var unbound = BpfObjectLoader.of(objects.ofText(ASKS_DRIVER));
            assertThrows(BpfLoadException.class, () -> unbound.load(kernel));
            var loader = BpfObjectLoader.of(objects.ofText(ASKS_DRIVER));
            loader.program("timed").boundTo(new NetworkDevice.Name("two"));
            try (var loaded = loader.load(kernel)) {
                var program = loaded.program("timed");
                program.attach(new AttachPoint.Xdp("two", XdpMode.NATIVE));
                var other = assertThrows(
                        BpfLoadException.class, () -> program.attach(new AttachPoint.Xdp("one", XdpMode.NATIVE)));
                assertTrue(other.getMessage().contains("EINVAL"), other.getMessage());
            }
            return true;
        });
    }

    @Test
    @DisplayName("that can't run programs itself is given none, nor maps; one that is not there is named")
    void offload() throws Exception {
        var before = OpenFiles.bpf();
        NetworkNamespaces.in(() -> {
            add("one");
            var program = BpfObjectLoader.of(object);
            program.program("on_tc").load(false);
            program.program("on_xdp").offload(new NetworkDevice.Name("one"));
            var refused = assertThrows(BpfLoadException.class, () -> program.load(kernel));
            assertTrue(refused.getMessage().startsWith("program 'on_xdp': "), refused.getMessage());
            var map = BpfObjectLoader.of(object);
            map.map("seen").offload(new NetworkDevice.Name("one"));
            refused = assertThrows(BpfLoadException.class, () -> map.load(kernel));
            assertTrue(refused.getMessage().startsWith("map 'seen': bpf(BPF_MAP_CREATE): "), refused.getMessage());
            map.map("seen").offload(new NetworkDevice.Name("nosuch0"));
            refused = assertThrows(BpfLoadException.class, () -> map.load(kernel));
            assertTrue(
                    refused.getMessage().startsWith("map 'seen': network interface 'nosuch0': ENODEV"),
                    refused.getMessage());
            return true;
        });
        assertEquals(before, OpenFiles.bpf());
    }

    /** One end of a pair, as any kernel has them. */
    private static void add(String name) throws Exception {
        NetworkNamespaces.run("ip", "link", "add", name, "type", "veth", "peer", "name", name + "-peer");
    }
}
