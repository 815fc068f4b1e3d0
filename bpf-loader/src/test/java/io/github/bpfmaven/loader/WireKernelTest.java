package io.github.bpfmaven.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bpfmaven.loader.machine.HostGuest;
import io.github.bpfmaven.loader.map.RingBuffer;
import io.github.bpfmaven.loader.report.VerifierException;
import io.github.bpfmaven.loader.types.TargetKernel;
import io.github.bpfmaven.object.ProgramType;
import io.github.bpfmaven.testing.Kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A kernel behind a wire")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WireKernelTest {
    private TestObjects objects;
    private HostGuest guest;
    private TargetKernel kernel;

    @BeforeAll
    void open() throws IOException {
        Kernel.require();
        objects = new TestObjects();
        guest = new HostGuest(Duration.ofMinutes(1));
        kernel = TargetKernel.of(guest.kernel());
    }

    @AfterAll
    void close() throws IOException {
        objects.close();
        kernel.close();
        guest.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "array_of_maps",
                "core_kinds",
                "kconfig",
                "kfunc",
                "ksyms",
                "prog_array_init",
                "struct_ops",
                "subprograms",
                "tp_btf"
            })
    @DisplayName("takes objects as the one at hand does, for all that it needs goes through messages")
    void takes(String name) throws Exception {
        try (var loaded = BpfObjectLoader.of(objects.of(name)).load(kernel)) {
            assertEquals(List.of(), loaded.notes());
            for (var program : loaded.programs()) {
                assertTrue(program.info().instructions().length > 0);
            }
        }
    }

    @Test
    @DisplayName("runs programs, gives what is in maps and ring buffers, and says what the verifier says")
    void answers() throws Exception {
        try (var counter = BpfObjectLoader.of(objects.of("counter_xdp")).load(kernel);
                var probe = BpfObjectLoader.of(objects.of("iterators")).load(kernel);
                var logs = BpfObjectLoader.of(objects.of("raw_tracepoint")).load(kernel)) {
            var run = counter.program("count").testRun(TestRun.ofPacket(new byte[60]));
            assertEquals(2, run.returnValue());
            var third =
                    ByteBuffer.allocate(4).order(kernel.kernel().byteOrder()).putInt(2);
            var values = counter.map("packets").get(third.array()).orElseThrow();
            var sum = 0;
            for (var at = 0; at < values.length; at += 8) {
                sum += values[at];
            }
            assertEquals(1, sum);
            assertEquals(3, counter.map("packets").batches().getAll().size());

            var lines = new String(probe.program("dump_task").attach().readIterator(), StandardCharsets.UTF_8);
            assertTrue(lines.startsWith("pid comm"), lines);
            assertEquals(1, logs.maps().size());
            assertTrue(logs.map(".bss").memory().isReadOnly());
        }
        var wrong = BpfObjectLoader.of(objects.of("counter_xdp"));
        wrong.program("count").type(ProgramType.SOCKET_FILTER);
        assertTrue(assertThrows(VerifierException.class, () -> wrong.load(kernel))
                .line()
                .isPresent());
    }

    @Test
    @DisplayName("gives copies of variables, and writes those alone that were changed")
    void variables() throws Exception {
        var object = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                const volatile __u32 factor = 3;
                __u64 lengths = 1;
                __u32 step = 2, turns = 7;

                SEC("tc")
                int count(struct __sk_buff *skb)
                {
                	lengths += skb->len * factor;
                	turns += step;
                	return 0;
                }

                char LICENSE[] SEC("license") = "GPL";
                """);
        try (var loaded = BpfObjectLoader.of(object).load(kernel)) {
            var data = loaded.map(".data");
            var lengths = TestObjects.offset(object, "lengths");
            var step = TestObjects.offset(object, "step");
            var turns = TestObjects.offset(object, "turns");
            var before = data.memory();
            assertEquals(16, before.remaining());
            assertThrows(ReadOnlyBufferException.class, () -> before.putLong(lengths, 0));
            assertThrows(
                    IllegalStateException.class,
                    () -> data.change(values -> {
                        values.putInt(step, 99);
                        throw new IllegalStateException();
                    }));
            data.change(values -> {
                values.putInt(step, 20);
                // A program that runs meanwhile: what is in other places stays.
                run(loaded.program("count"));
            });
            run(loaded.program("count"));
            var after = data.memory();
            assertEquals(1 + 2 * 180, after.getLong(lengths));
            assertEquals(20, after.getInt(step));
            // In the same 8 bytes as what was changed: the first turn is overwritten.
            assertEquals(step / 8 == turns / 8 ? 27 : 29, after.getInt(turns));
            assertEquals(1, before.getLong(lengths));
            assertEquals(3, loaded.map(".rodata").memory().getInt(0));
            var constants = assertThrows(
                    UnsupportedOperationException.class,
                    () -> loaded.map(".rodata").change(values -> {}));
            assertEquals("map '.rodata' holds constants, which are set before the load", constants.getMessage());
        }
    }

    private static void run(LoadedProgram program) {
        try {
            program.testRun(TestRun.ofPacket(new byte[60]));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    @DisplayName("hands over events, copied")
    void events() throws Exception {
        var object = objects.ofText("""
                #include <linux/bpf.h>
                #include <bpf/bpf_helpers.h>

                struct {
                	__uint(type, BPF_MAP_TYPE_RINGBUF);
                	__uint(max_entries, 1);
                } events SEC(".maps");

                SEC("tc")
                int say(struct __sk_buff *skb)
                {
                	__u64 length = skb->len;

                	return bpf_ringbuf_output(&events, &length, sizeof(length), 0);
                }

                char LICENSE[] SEC("license") = "GPL";
                """);
        try (var loaded = BpfObjectLoader.of(object).load(kernel);
                var events = RingBuffer.of(loaded.map("events"))) {
            // What an object asks for is rounded up to whole pages.
            assertEquals(kernel.kernel().pageSize(), loaded.map("events").info().maxEntries());
            loaded.program("say").testRun(TestRun.ofPacket(new byte[77]));
            var count = events.consume(event -> assertEquals(77, event.getLong()));
            assertEquals(1, count);
        }
    }
}
