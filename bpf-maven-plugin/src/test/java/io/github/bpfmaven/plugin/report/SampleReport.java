package io.github.bpfmaven.plugin.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.github.bpfmaven.inspect.InspectedObject;
import io.github.bpfmaven.linker.BpfTarget;
import io.github.bpfmaven.lint.LintSettings;

/** A page about objects that have something of everything, some of it with a name that is HTML. */
final class SampleReport {
    static final String SOURCE = """
            struct task_struct { int pid; } __attribute__((preserve_access_index));
            struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1000); __type(key, __u32); __type(value, __u64); }
                seen SEC(".maps");
            struct { __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY); __uint(max_entries, 10); __type(key, __u32); __type(value, __u64);
                __uint(pinning, LIBBPF_PIN_BY_NAME); } totals_of_all_processors SEC(".maps");
            struct { __uint(type, BPF_MAP_TYPE_TASK_STORAGE); __uint(map_flags, BPF_F_NO_PREALLOC); __type(key, int);
                __type(value, int); } tasks SEC(".maps");
            const volatile char greeting[32] = "</code><img src=x onerror=alert(1)>";
            extern void bpf_rcu_read_lock(void) __ksym;
            extern void bpf_rcu_read_unlock(void) __ksym;
            static __noinline int leaf(int n) { char room[200]; bpf_probe_read_kernel(room, sizeof(room), (void *)8); return room[n & 7]; }
            static __noinline int branch(int n) { return leaf(n) + leaf(n + 1) + greeting[n & 7]; }
            static __noinline long step(__u32 index, void *context) { *(int *)context += branch(index); return 0; }
            SEC("tp_btf/sched_switch") int on_switch(__u64 *ctx)
            {
                struct task_struct *next = (void *)ctx[2];
                __u32 pid = next->pid;
                int sum = 0;
                bpf_rcu_read_lock();
                bpf_task_storage_get(&tasks, (void *)next, 0, 0);
                bpf_rcu_read_unlock();
                bpf_loop(3, step, &sum, 0);
                bpf_printk("%d", sum);
                return bpf_map_lookup_elem(&seen, &pid) ? branch(pid) : 0;
            }
            SEC("xdp/<script>alert(1)</script>") int refused(void *ctx) { return bpf_get_prandom_u32(); }
            SEC("xdp") int drop(void *ctx) { __u32 key = 0; return bpf_map_lookup_elem(&totals_of_all_processors, &key) ? 1 : 2; }
            char LICENSE[] SEC("license") = "GPL & <b>more</b>";
            """;

    private final Path directory;

    SampleReport(Path directory) {
        this.directory = directory;
    }

    /** Two variants of one object, and another. */
    Path objects() throws Exception {
        var objects = Files.createDirectories(directory.resolve("objects/it"));
        for (var target : BpfTarget.values()) {
            Files.write(
                    objects.resolve("sample_" + target.triple() + ".o"),
                    InspectedObject.bytes(SOURCE, target, directory));
        }
        Files.write(
                objects.resolve("plain_bpfel.o"),
                InspectedObject.bytes(
                        "SEC(\"xdp\") int pass(void *ctx) { return 2; }\nchar LICENSE[] SEC(\"license\") = \"MIT\";\n",
                        BpfTarget.BPFEL,
                        directory));
        return objects.getParent();
    }

    /** The page. */
    String page(Path objects, String... lint) throws Exception {
        var output = directory.resolve("site/bpf/index.html");
        new ReportWriter()
                .write(new ReportRequest(
                        "agent <1>",
                        Optional.of(objects),
                        List.of(),
                        LintSettings.DEFAULT.with(List.of(lint)),
                        directory.resolve("verify.json"),
                        List.of("Written by a test."),
                        output));
        return Files.readString(output);
    }
}
