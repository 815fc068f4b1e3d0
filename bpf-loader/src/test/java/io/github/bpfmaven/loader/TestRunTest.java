package io.github.bpfmaven.loader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.object.ProgramType;
import io.github.bpfmaven.testing.Kernel;
import io.github.bpfmaven.testing.TestProgram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A program that is run for a test")
final class TestRunTest extends LocalKernelCase {
    /** Ethernet, IPv4 from 10.0.0.1 to 10.0.0.2, UDP to port 53, and 22 bytes. */
    private static final byte[] PACKET = HexFormat.of()
            .parseHex("ffffffffffff0102030405060800"
                    + "45000032000100004011" + "66b8" + "0a0000010a000002"
                    + "1f900035001e0000"
                    + "00112233445566778899aabbccddeeff0011223344");

    private static final Set<ProgramType> WITH_PACKETS =
            Set.of(ProgramType.XDP, ProgramType.SCHED_CLS, ProgramType.SOCKET_FILTER, ProgramType.CGROUP_SKB);

    static Stream<TestProgram> programs() throws IOException {
        return TestObjects.programs().stream()
                .filter(program -> program.refusal().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    @DisplayName("gives what it gives when libbpf has loaded it: return value and packet")
    void sameAsLibbpf(TestProgram program, @TempDir Path directory) throws Exception {
        var file = Files.write(directory.resolve(program.name() + ".o"), objects.of(program.name()));
        var input = Files.write(directory.resolve("packet"), PACKET);
        var pins = Kernel.newPin();
        var maps = Kernel.newPin();
        var theirs = new TreeMap<String, String>();
        var own = new TreeMap<String, String>();
        try (var loaded = BpfObjectLoader.of(file).load(kernel)) {
            for (var each : loaded.programs()) {
                if (WITH_PACKETS.contains(each.type())) {
                    var result = each.testRun(TestRun.ofPacket(PACKET));
                    own.put(
                            each.name(),
                            result.returnValue() + " " + HexFormat.of().formatHex(result.data()));
                }
            }
            // Program arrays are emptied when nobody in user space holds them.
            var load = Kernel.bpftool("prog", "loadall", file.toString(), pins.toString(), "pinmaps", maps.toString());
            assertEquals(0, load.status(), load.output());
            for (var name : own.keySet()) {
                var output = directory.resolve(name + ".out");
                var run = Kernel.bpftool(
                        "-j",
                        "prog",
                        "run",
                        "pinned",
                        pins + "/" + name,
                        "data_in",
                        input.toString(),
                        "data_out",
                        output.toString(),
                        "data_size_out",
                        "" + (PACKET.length + 512));
                assertEquals(0, run.status(), run.output());
                var value = Long.parseLong(run.output().replaceAll("(?s).*\"retval\":(\\d+).*", "$1"));
                theirs.put(name, (int) value + " " + HexFormat.of().formatHex(Files.readAllBytes(output)));
            }
        } finally {
            Kernel.unpin(pins);
            Kernel.unpin(maps);
        }
        assertEquals(theirs, own);
    }

    @Test
    @DisplayName("changes maps as it does in earnest")
    void maps() throws Exception {
        try (var loaded = BpfObjectLoader.of(objects.of("counter_xdp")).load(kernel)) {
            var result =
                    loaded.program("count").testRun(TestRun.ofPacket(PACKET).times(100));
            assertEquals(2, result.returnValue());
            var values = ByteBuffer.wrap(loaded.map("packets").get(new byte[4]).orElseThrow())
                    .order(ByteOrder.nativeOrder());
            var sum = 0L;
            while (values.hasRemaining()) {
                sum += values.getLong();
            }
            assertEquals(100, sum);
        }
    }

    @Test
    @DisplayName("follows tail calls through a program array that is filled from the start")
    void tailCalls() throws Exception {
        try (var loaded = BpfObjectLoader.of(objects.of("prog_array_init")).load(kernel)) {
            assertEquals(
                    2, loaded.program("entry").testRun(TestRun.ofPacket(PACKET)).returnValue());
        }
    }

    @Test
    @DisplayName("finds maps in a map that is filled from the start")
    void innerMaps() throws Exception {
        try (var loaded = BpfObjectLoader.of(objects.of("array_of_maps")).load(kernel)) {
            var packet = PACKET.length % 2 == 0 ? "even" : "odd";
            loaded.program("count").testRun(TestRun.ofPacket(PACKET));
            assertEquals(1, loaded.map(packet).get(new byte[4]).orElseThrow()[0]);
        }
    }

    @Test
    @DisplayName("sees the kernel's settings and the offsets of the kernel's structs")
    void kernelsOwn() throws Exception {
        try (var settings = BpfObjectLoader.of(objects.of("kconfig")).load(kernel);
                var relocated = BpfObjectLoader.of(objects.of("core_exists")).load(kernel);
                var found = BpfObjectLoader.of(objects.of("kfunc")).load(kernel)) {
            settings.program("look").testRun(TestRun.ofContext(new byte[16]));
            var seen = settings.map(".bss").memory();
            assertEquals(kernel.version().code(), seen.getLong(0));
            assertTrue(seen.getLong(8) >= 100, "CONFIG_HZ");
            assertEquals(1, seen.getLong(16));
            assertEquals(1, seen.getLong(24));
            assertEquals(0, seen.getLong(40));

            assertEquals(0, found.program("find").testRun(TestRun.EMPTY).returnValue());

            relocated.program("ask").testRun(TestRun.ofContext(new byte[24]));
            var answers = relocated.map(".bss").memory();
            assertEquals(0, answers.getLong(8));
            assertEquals(4, answers.getLong(16));
            assertTrue(answers.getLong(40) > 1000, "the size of struct task_struct");
        }
    }

    @Test
    @DisplayName("takes a packet and a context, and changes both")
    void packetAndContext() throws Exception {
        var object = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                SEC("tc")
                int mark(struct __sk_buff *skb)
                {
                	char first = 0x55;

                	bpf_skb_store_bytes(skb, 0, &first, 1, 0);
                	skb->mark += 2;
                	return skb->mark;
                }

                char LICENSE[] SEC("license") = "GPL";
                """);
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            // struct __sk_buff: its third number is the mark.
            var context =
                    ByteBuffer.allocate(192).order(ByteOrder.nativeOrder()).putInt(8, 40);
            var result = loaded.program("mark").testRun(TestRun.ofPacket(PACKET).withContext(context.array()));
            assertEquals(42, result.returnValue());
            assertEquals(0x55, result.data()[0]);
            assertEquals(
                    42,
                    ByteBuffer.wrap(result.context())
                            .order(ByteOrder.nativeOrder())
                            .getInt(8));
        }
    }

    @Test
    @DisplayName("without a packet takes its context, and changes it")
    void context() throws Exception {
        var object = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                SEC("syscall")
                int twice(struct { int in, out; } *ctx)
                {
                	ctx->out = 2 * ctx->in;
                	return 7;
                }

                char LICENSE[] SEC("license") = "GPL";
                """);
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var context = ByteBuffer.allocate(8)
                    .order(ByteOrder.nativeOrder())
                    .putInt(21)
                    .array();
            var result = loaded.program("twice").testRun(TestRun.ofContext(context));
            assertEquals(7, result.returnValue());
            assertEquals(
                    42,
                    ByteBuffer.wrap(result.context())
                            .order(ByteOrder.nativeOrder())
                            .getInt(4));
        }
    }
}
