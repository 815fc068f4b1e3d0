package io.github.bpfmaven.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.loader.attach.AttachPoint;
import io.github.bpfmaven.loader.attach.AttachPoint.Direction;
import io.github.bpfmaven.loader.kernel.KernelFiles;
import io.github.bpfmaven.loader.machine.TestKernels;
import io.github.bpfmaven.loader.machine.VirtualMachine;
import io.github.bpfmaven.loader.map.RingBuffer;
import io.github.bpfmaven.loader.report.BpfLoadException;
import io.github.bpfmaven.loader.types.TargetKernel;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("A kernel in a virtual machine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class VirtualMachineTest {
    private static final String SAY = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>

            struct {
            	__uint(type, BPF_MAP_TYPE_RINGBUF);
            	__uint(max_entries, 4096);
            } events SEC(".maps");

            struct {
            	__uint(type, BPF_MAP_TYPE_HASH);
            	__type(key, __u32);
            	__type(value, __u64);
            	__uint(max_entries, 10);
            } lengths SEC(".maps");

            __u32 first = 1, step = 2;
            __u64 steps = 40;

            static long tell(void)
            {
            	__u64 word = 0x1122334455667788;

            	return bpf_ringbuf_output(&events, &word, sizeof(word), 0);
            }

            SEC("tc")
            int say(struct __sk_buff *skb)
            {
            	__u8 bytes[2] = {};
            	__u16 kind = 0;
            	__u32 length = skb->len;
            	__u64 value;

            	steps += step;
            	bpf_skb_load_bytes(skb, 12, bytes, 2);
            	value = bytes[0] << 8 | bytes[1];
            	bpf_map_update_elem(&lengths, &length, &value, BPF_ANY);
            	tell();
            	// The mistake: bytes of the network taken for a number of the machine.
            	bpf_skb_load_bytes(skb, 12, &kind, 2);
            	return kind;
            }

            SEC("tracepoint/syscalls/sys_enter_mkdirat")
            int traced(void *context)
            {
            	return tell();
            }

            char LICENSE[] SEC("license") = "GPL";
            """;

    private TestObjects objects;

    @BeforeAll
    void open() throws Exception {
        objects = new TestObjects();
    }

    @AfterAll
    void close() {
        objects.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                // No JIT: no callbacks, no kfuncs, no arenas, and none of what is found by types that it has not.
                Arguments.of(
                        "s390x-7",
                        Map.ofEntries(
                                entry("arena", "EOPNOTSUPP"),
                                entry("dynptr", "JIT is required"),
                                entry("fentry", "do_unlinkat"),
                                entry("freplace", "attachTarget"),
                                entry("kfunc", "JIT is required"),
                                entry("local_objects", "JIT is required"),
                                entry("loop_callback", "callbacks are not allowed in non-JITed programs"),
                                entry("loop_iterator", "JIT is required"),
                                entry("lsm", "bpf_lsm_file_open"),
                                entry("maps_storage", "of_inode"),
                                // Its registers are those of x86.
                                entry("register_probes", "./register_probes.bpf.c:30:5"),
                                entry("struct_ops", "tcp_congestion_ops"),
                                entry("timer", "callbacks are not allowed in non-JITed programs"),
                                entry("type_tags", "JIT is required"),
                                entry("user_ringbuf", "callbacks are not allowed in non-JITed programs"))),
                Arguments.of(
                        "amd64-5.10",
                        Map.ofEntries(
                                entry("arena", "(arena, "),
                                entry("atomics", "BPF_STX uses reserved fields"),
                                entry("core_kinds", "invalid func unknown"),
                                entry("dynptr", "bpf_dynptr_from_xdp"),
                                entry("freplace", "attachTarget"),
                                entry("kfunc", "bpf_task_from_pid"),
                                entry("ksyms_typed", "bpf_prog_active"),
                                entry("local_objects", "bpf_list_pop_front"),
                                entry("loop_callback", "number of subprogs"),
                                entry("loop_iterator", "./loop_iterator.bpf.c:14:2: bpf_for(i, 0, 64)"),
                                entry("maps_cgroup", "BPF_STX uses reserved fields"),
                                entry("maps_hash", "BPF_STX uses reserved fields"),
                                entry("maps_queue", "(bloom_filter, "),
                                entry("maps_storage", "(task_storage, "),
                                entry("register_probes", "./register_probes.bpf.c:30:5"),
                                entry("sleepable", "EINVAL"),
                                entry("strings", "./strings.bpf.c:18:6: if (bpf_strncmp("),
                                entry("timer", "number of subprogs"),
                                entry("type_tags", "bpf_task_from_pid"),
                                entry("user_ringbuf", "(user_ringbuf, "))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    @DisplayName("takes all objects but those that it has no means for, and says so")
    void takes(String name, Map<String, String> refused) throws Exception {
        try (var machine = boot(name);
                var kernel = TargetKernel.of(machine.kernel())) {
            var before = nextDescriptor(kernel);
            for (var program : TestObjects.programs()) {
                var loader = BpfObjectLoader.of(objects.of(program.name(), target(kernel)))
                        .name(program.name());
                var reason = refused.get(program.name());
                if (reason == null) {
                    try (var loaded = loader.load(kernel)) {
                        for (var one : loaded.programs()) {
                            assertTrue(one.info().instructions().length > 0);
                        }
                    }
                } else {
                    var refusal = assertThrows(BpfLoadException.class, () -> loader.load(kernel), program.name());
                    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
                }
            }
            assertEquals(before, nextDescriptor(kernel), "all that was opened is closed again");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.bpfmaven.loader.machine.TestKernels#names")
    @DisplayName("runs programs, and has what is in maps, variables and ring buffers in its own byte order")
    void runs(String name) throws Exception {
        try (var machine = boot(name);
                var kernel = TargetKernel.of(machine.kernel());
                var loaded =
                        BpfObjectLoader.of(objects.ofText(SAY, target(kernel))).load(kernel);
                var events = RingBuffer.of(loaded.map("events"))) {
            var object = objects.ofText(SAY, target(kernel));
            var order = kernel.kernel().byteOrder();
            var packet = new byte[77];
            packet[12] = 0x08;
            packet[13] = 0x06;
            var data = loaded.map(".data");
            var step = TestObjects.offset(object, "step");
            data.change(values -> values.putInt(step, 0x0203));
            var run = loaded.program("say").testRun(TestRun.ofPacket(packet));
            assertEquals(order == ByteOrder.BIG_ENDIAN ? 0x0806 : 0x0608, run.returnValue(), "read as it stands there");

            var seen = new ArrayList<Long>();
            assertEquals(1, events.poll(Duration.ofSeconds(20), event -> seen.add(event.getLong())));
            assertEquals(List.of(0x1122334455667788L), seen);
            assertEquals(0, events.poll(Duration.ofMillis(50), event -> seen.add(event.getLong())));

            var key = ByteBuffer.allocate(4).order(order).putInt(77).array();
            var value = ByteBuffer.wrap(loaded.map("lengths").get(key).orElseThrow());
            assertEquals(0x0806, value.order(order).getLong());
            assertEquals(40 + 0x0203, data.memory().getLong(TestObjects.offset(object, "steps")));
            assertEquals(1, data.memory().getInt(TestObjects.offset(object, "first")));
        }
    }

    @Test
    @DisplayName("waits for events while other calls go on, and attaches to its interfaces and tracepoints")
    void attaches() throws Exception {
        try (var machine = boot("s390x-7");
                var kernel = TargetKernel.of(machine.kernel());
                var loaded =
                        BpfObjectLoader.of(objects.ofText(SAY, target(kernel))).load(kernel);
                var events = RingBuffer.of(loaded.map("events"))) {
            loaded.program("traced").attach(new AttachPoint.Tracepoint("syscalls", "sys_enter_mkdirat"));
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return events.poll(Duration.ofSeconds(30), event -> {});
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
            Thread.sleep(200);
            assertFalse(waiting.isDone());
            kernel.files().makeDirectory("/tmp/made");
            assertEquals(1, waiting.get(30, TimeUnit.SECONDS));
            loaded.program("say").attach(new AttachPoint.Tcx("lo", Direction.INGRESS));
        }
    }

    @Test
    @DisplayName("attaches to the kernel's functions like a pattern")
    void attachesToPattern() throws Exception {
        try (var machine = boot("s390x-7");
                var kernel = TargetKernel.of(machine.kernel());
                var loaded =
                        BpfObjectLoader.of(objects.ofText("""
                                #include <linux/bpf.h>
                                #include <bpf/bpf_helpers.h>

                                __u64 calls;

                                SEC("kprobe.multi/__s390x_sys_mkdir*")
                                int on_call(void *ctx)
                                {
                                	__sync_fetch_and_add(&calls, 1);
                                	return 0;
                                }

                                char LICENSE[] SEC("license") = "GPL";
                                """, target(kernel))).load(kernel)) {
            loaded.program("on_call").attach();
            kernel.files().makeDirectory("/tmp/patterned");
            var calls = loaded.map(".bss").get(new byte[4]).orElseThrow();
            assertEquals(
                    1, ByteBuffer.wrap(calls).order(kernel.kernel().byteOrder()).getLong());
        }
    }

    private static VirtualMachine boot(String name) throws Exception {
        var image = TestKernels.require(name);
        return VirtualMachine.boot(image, TestKernels.settings(image));
    }

    private static BpfTarget target(TargetKernel kernel) {
        return kernel.kernel().byteOrder() == ByteOrder.BIG_ENDIAN ? BpfTarget.BPFEB : BpfTarget.BPFEL;
    }

    /** The lowest number that is free: another one than before if something has been left open. */
    private static int nextDescriptor(TargetKernel kernel) throws IOException {
        try (var file = kernel.files().open("/proc/version", KernelFiles.READ_ONLY)) {
            return file.number();
        }
    }
}
