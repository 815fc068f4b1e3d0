package io.github.bpfmaven.inspect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.github.bpfmaven.linker.BpfTarget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@DisplayName("What an object tells")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObjectInspectorTest {
    private static final String SOURCE = """
            struct task_struct { int pid; char comm[16]; } __attribute__((preserve_access_index));
            struct event { __u32 pid; __u64 when; };
            struct {
                __uint(type, BPF_MAP_TYPE_RINGBUF);
                __uint(max_entries, 65536);
            } events SEC(".maps");
            struct {
                __uint(type, BPF_MAP_TYPE_HASH);
                __uint(max_entries, 100);
                __type(key, __u32);
                __type(value, struct event);
                __uint(map_flags, BPF_F_NO_PREALLOC);
                __uint(pinning, LIBBPF_PIN_BY_NAME);
            } seen SEC(".maps");
            struct {
                __uint(type, BPF_MAP_TYPE_PROG_ARRAY);
                __uint(max_entries, 2);
                __type(key, __u32);
                __type(value, __u32);
            } programs SEC(".maps");
            const volatile __u64 limit = 7;
            const volatile char greeting[8] = "hi\\n";
            int balance = -3;
            __u8 raw[3] = {1, 2, 0xff};
            extern void bpf_rcu_read_lock(void) __ksym;
            extern void bpf_rcu_read_unlock(void) __ksym __weak;

            static __noinline int store(struct event *event)
            {
                __u32 key = event->pid;
                return bpf_map_update_elem(&seen, &key, event, 0);
            }

            static __noinline long step(__u32 index, void *context)
            {
                *(__u64 *)context += index;
                return 0;
            }

            SEC("tp_btf/sched_switch") int on_switch(__u64 *ctx)
            {
                struct task_struct *next = (void *)ctx[2];
                struct event event = {.pid = next->pid, .when = bpf_ktime_get_ns()};
                if (event.when < limit)
                    return 0;
                bpf_rcu_read_lock();
                if (bpf_rcu_read_unlock)
                    bpf_rcu_read_unlock();
                bpf_ringbuf_output(&events, &event, sizeof(event), 0);
                return store(&event);
            }

            SEC("?xdp") int drop(struct xdp_md *ctx)
            {
                __u64 sum = balance;
                bpf_loop(10, step, &sum, 0);
                __sync_fetch_and_or(&sum, 1);
                bpf_tail_call(ctx, &programs, 0);
                return sum ? raw[ctx->ingress_ifindex % 3] : XDP_PASS;
            }
            char LICENSE[] SEC("license") = "GPL";
            """;

    private ObjectInspector inspector;
    private ObjectReport report;
    private Map<String, FunctionReport> functions = Map.of();

    @BeforeAll
    void inspect(@TempDir Path directory) throws Exception {
        inspector = InspectedObject.of(SOURCE, directory);
        report = inspector.report();
        functions = report.programs().stream()
                .collect(Collectors.toMap(program -> program.function().name(), Function.identity()));
    }

    @Test
    @DisplayName("is which helpers, kfuncs, maps and variables each program uses, also through its subprograms")
    void uses() {
        var onSwitch = functions.get("on_switch");
        assertEquals(
                List.of("bpf_map_update_elem", "bpf_ktime_get_ns", "bpf_ringbuf_output"),
                onSwitch.helpers().stream()
                        .map(call -> call.helper().orElseThrow().name())
                        .toList());
        assertEquals(List.of("bpf_rcu_read_lock", "bpf_rcu_read_unlock"), onSwitch.kfuncs());
        assertEquals(List.of("events", "seen"), onSwitch.maps());
        assertEquals(List.of(".rodata limit"), onSwitch.variables());
        assertEquals(List.of("store"), onSwitch.subprograms());
        assertEquals(1, onSwitch.coreRelocations());
        assertFalse(onSwitch.tailCalls());

        var drop = functions.get("drop");
        assertEquals(List.of("step"), drop.subprograms());
        assertEquals(List.of("programs"), drop.maps());
        assertEquals(List.of(".data balance", ".data raw"), drop.variables());
        assertTrue(drop.tailCalls());
    }

    @Test
    @DisplayName("is the instructions of a program alone and as it is loaded, its stack and the deepest chain of calls")
    void costs() {
        var onSwitch = functions.get("on_switch");
        var store = report.subprograms().stream()
                .filter(subprogram -> subprogram.function().name().equals("store"))
                .findFirst()
                .orElseThrow();
        assertEquals(onSwitch.instructions() + store.instructions(), onSwitch.loadedInstructions());
        assertEquals(16, onSwitch.stack());
        assertEquals(8, store.stack());
        assertEquals(Optional.of(new FunctionReport.StackChain(32 + 32, 16 + 16)), onSwitch.chain());
    }

    @Test
    @DisplayName("is the oldest kernel and why; what is not known by release is said to be so")
    void needs() {
        var onSwitch = functions.get("on_switch").needs();
        assertEquals(new KernelVersion(5, 13), onSwitch.oldest().orElseThrow());
        assertEquals(
                List.of("calls of kfuncs at all"),
                onSwitch.decisive().stream().map(KernelNeed::what).toList());
        // The other one is weak: the program does without it.
        assertEquals(
                List.of("kfunc bpf_rcu_read_lock"),
                onSwitch.unknown().stream().map(KernelNeed::what).toList());

        var drop = functions.get("drop").needs();
        assertEquals(
                List.of("helper bpf_loop"),
                drop.decisive().stream().map(KernelNeed::what).toList());
        assertEquals(List.of(), drop.unknown());
        var all = drop.needs().stream().map(KernelNeed::what).toList();
        assertTrue(all.contains("program type xdp"), all::toString);
        assertTrue(all.contains("addresses of subprograms (callbacks)"), all::toString);
        assertTrue(all.contains("tail calls together with subprograms (x86; arm64 since 6.0)"), all::toString);
        assertTrue(all.contains("global variables"), all::toString);

        assertEquals(new KernelVersion(5, 17), report.needs().oldest().orElseThrow());
        var object = report.needs().needs().stream().map(KernelNeed::what).toList();
        assertTrue(object.contains("map type ringbuf"), object::toString);
        assertTrue(object.contains("map flag BPF_F_NO_PREALLOC"), object::toString);
    }

    @Test
    @DisplayName("is the types of maps and what they take of memory")
    void maps() {
        var maps =
                report.maps().stream().collect(Collectors.toMap(map -> map.map().name(), Function.identity()));
        assertEquals(Optional.of("__u32"), maps.get("seen").keyType());
        assertEquals(Optional.of("struct event"), maps.get("seen").valueType());
        // 832 + 16 * 128 buckets + 100 * (48 + 8 + 16 + 8); 32 for locks.
        assertEquals(Optional.of(new MapMemory(10_880, 32)), maps.get("seen").memory());
        assertEquals(Optional.of(new MapMemory(78_408, 0)), maps.get("events").memory());
        assertEquals(
                Optional.of(new MapMemory(312 + 2 * 8, 0)), maps.get("programs").memory());
    }

    @Test
    @DisplayName("is the type and the first value of each global variable")
    void variables() {
        var variables = report.data().stream()
                .flatMap(section -> section.variables().stream())
                .collect(Collectors.toMap(
                        DataReport.VariableReport::declaration,
                        variable -> variable.value().orElse("")));
        assertEquals(
                Map.of(
                        "const volatile __u64 limit", "7",
                        "const volatile char greeting[8]", "\"hi\\n\"",
                        "int balance", "-3",
                        "__u8 raw[3]", "01 02 ff"),
                variables);
    }

    @Test
    @DisplayName("is what CO-RE relocations are about")
    void coreRelocations() {
        assertEquals(
                List.of(new ObjectReport.CoreUse("field byte offset", "struct task_struct.pid", "0:0", 1)),
                report.coreRelocations());
    }

    @Test
    @DisplayName("is the code of a program: source lines, labels, what is called and loaded")
    void code() {
        var lines = inspector.disassembly("on_switch").orElseThrow();
        var text = String.join("\n", lines);
        assertTrue(text.contains("; if (event.when < limit) @ ./program.c:"), text);
        assertTrue(text.matches("(?s).*r\\d = 0x0 ll +; limit in \\.rodata\n.*"), text);
        assertTrue(text.matches("(?s).* ; map events\n.*"), text);
        assertTrue(text.matches("(?s).*call 0x5 +; helper bpf_ktime_get_ns\n.*"), text);
        assertTrue(text.matches("(?s).*call -0x1 +; kfunc bpf_rcu_read_lock\n.*"), text);
        assertTrue(
                text.matches("(?s).*call 0x[0-9a-f]+ +; subprogram store\n.*|.*call -0x1 +; subprogram store\n.*"),
                text);
        assertTrue(text.matches("(?s).*; CO-RE field byte offset of struct task_struct.pid \\(0:0\\)\n.*"), text);
        assertTrue(text.matches("(?s).*goto \\+0x[0-9a-f]+ <L1>\n.*\nL1:\n.*"), text);
        assertTrue(String.join("\n", inspector.disassembly("drop").orElseThrow())
                .contains("; address of subprogram step"));
        assertTrue(inspector.disassembly("nobody").isEmpty());
    }

    @Test
    @DisplayName("is the same for both byte orders but for the order itself")
    void bothByteOrders(@TempDir Path directory) throws Exception {
        var big = ObjectInspector.of(InspectedObject.bytes(SOURCE, BpfTarget.BPFEB, directory));
        assertEquals(inspector.disassembly("on_switch"), big.disassembly("on_switch"));
        assertEquals(report.programs(), big.report().programs());
        assertEquals(report.needs(), big.report().needs());
    }

    @Test
    @DisplayName("tells cpu v2, v3 and v4 apart")
    void cpus(@TempDir Path directory) throws Exception {
        var source = """
                SEC("tc") int compare(struct __sk_buff *skb)
                {
                    int a = (signed char)skb->mark, b = (int)skb->hash;
                    asm volatile("if %0 < 5 goto +0" : : "r"((__u64)skb->tstamp));
                    return (int)skb->len < b ? a : b / (int)(skb->tstamp | 1);
                }
                char LICENSE[] SEC("license") = "GPL";
                """;
        Files.createDirectories(directory);
        assertEquals(new KernelVersion(4, 14), oldest(source, directory, "v2"));
        assertEquals(new KernelVersion(5, 1), oldest(source.replace("b / ", "b + "), directory, "v3"));
        assertEquals(new KernelVersion(6, 6), oldest(source, directory, "v4"));
    }

    private static KernelVersion oldest(String source, Path directory, String cpu) throws Exception {
        var code = cpu.equals("v2") ? source.replace("b / ", "b + ") : source;
        return InspectedObject.of(code, directory, "-mcpu=" + cpu)
                .report()
                .needs()
                .oldest()
                .orElseThrow();
    }
}
